import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, type Properties } from "../../../provider/protocol/wire";

/** How an instance's metadata service answers, as EC2 words it. */
export interface MetadataOptions {
  readonly httpEndpoint: string;
  readonly httpProtocolIpv6: string;
  readonly httpPutResponseHopLimit: number;
  /** `optional` allows version 1, which needs no token. */
  readonly httpTokens: string;
  readonly instanceMetadataTags: string;
}

/** What EC2 keeps of an instance and the emulator forgets. */
export interface Kept {
  /** Whether EC2 refuses to terminate it. */
  readonly disableApiTermination: boolean;
  readonly metadataOptions: MetadataOptions;
}

/** Where that is kept: `<instance id>.json`, so that two plugin processes never write the same file. */
export interface KeptInstances {
  /** Of an instance that nobody wrote: EC2's own defaults. */
  read(id: string): Kept;
  write(id: string, kept: Kept): void;
  /** Harmless when nothing was kept. */
  forget(id: string): void;
}

/** EC2's defaults (API reference, InstanceMetadataOptionsRequest), of an image and an account that set no others. */
const DEFAULTS: Kept = {
  disableApiTermination: false,
  metadataOptions: {
    httpEndpoint: "enabled",
    httpProtocolIpv6: "disabled",
    httpPutResponseHopLimit: 1,
    httpTokens: "optional",
    instanceMetadataTags: "disabled",
  },
};

/** The folder in a sandbox's Pulumi home. To play a hand in the console, edit a file in it. */
export function instancesFolder(pulumiHome: string): string {
  return join(pulumiHome, "instances");
}

/** @param folder need not exist yet. */
export function keptInstances(folder: string): KeptInstances {
  const file = (id: string) => join(folder, `${id}.json`);
  return {
    read(id) {
      try {
        return keptWith(JSON.parse(readFileSync(file(id), "utf8")));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return DEFAULTS;
        throw new Error(
          `expected JSON in ${file(id)}, got: ${error instanceof Error ? error.message : error}`,
        );
      }
    },
    write(id, kept) {
      mkdirSync(folder, { recursive: true });
      const draft = `${file(id)}.${process.pid}`;
      writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`);
      renameSync(draft, file(id));
    },
    forget: (id) => rmSync(file(id), { force: true }),
  };
}

/** What a program or a file gives, over what was there: a member that it leaves out stays. */
export function keptWith(given: Properties, before: Kept = DEFAULTS): Kept {
  const { disableApiTermination: protection, metadataOptions: options } = given;
  return {
    disableApiTermination: typeof protection === "boolean" ? protection : before.disableApiTermination,
    metadataOptions: { ...before.metadataOptions, ...(isRecord(options) ? options : {}) },
  };
}
