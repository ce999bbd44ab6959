import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isDevelopment } from "../../program/settings";

/** What a stack's file says that this machine must have. */
export interface StackFile {
  readonly stack: string;
  /** AWS profiles of its accounts. */
  readonly profiles: readonly string[];
  /** Path of the SSH key, as written; left out where the stack names none. */
  readonly keyFile?: string;
  /** Whether the SSH key is among the stack's own secrets. */
  readonly holdsKey: boolean;
  /** Whether it reaches a server at all. */
  readonly reachesServer: boolean;
  /** Whether a passphrase encrypts its secrets. */
  readonly passphrase: boolean;
}

/** A parsed file of the engine. */
interface Yaml {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly encryptionsalt?: string;
  readonly plugins?: { readonly providers?: readonly { readonly name: string; readonly path?: string }[] };
}

/**
 * The stacks with a file in the project's folder. Their files alone are read: no engine, no secret.
 * @param stack only this one; default: all but the sandbox's.
 * @throws where `stack` has no file, or a file is no YAML.
 */
export function stackFiles(folder: string, stack?: string): StackFile[] {
  const shared = Object.entries(readYaml(folder, "Pulumi.yaml").config ?? {}).map(([key, value]) => [
    key,
    sharedValue(value),
  ]);
  const all = readdirSync(folder)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
  if (stack !== undefined && !all.includes(stack))
    throw new Error(
      `expected the settings of stack ${stack} in Pulumi.${stack}.yaml, found no such file\nhint: \`pulumi stack ls\` lists the stacks`,
    );
  const wanted = all.filter((name) => (stack === undefined ? !isDevelopment(name) : name === stack));
  return wanted.map((name) =>
    stackFile(name, Object.fromEntries(shared), readYaml(folder, `Pulumi.${name}.yaml`)),
  );
}

function stackFile(
  stack: string,
  shared: Readonly<Record<string, unknown>>,
  { config = {}, encryptionsalt }: Yaml,
): StackFile {
  const value = (key: string) => config[`aspera:${key}`] ?? shared[`aspera:${key}`];
  const profile = (key: string) => (value(key) as { profile?: unknown } | undefined)?.profile;
  const keyFile = value("sshPrivateKeyFile");
  return {
    stack,
    profiles: [profile("serverAccount"), profile("bucketAccount")].filter((one) => typeof one === "string"),
    ...(typeof keyFile === "string" && { keyFile }),
    holdsKey: value("sshPrivateKey") !== undefined,
    reachesServer: value("transferUser") !== undefined && value("side") !== "bucket",
    passphrase: encryptionsalt !== undefined,
  };
}

/** Pulumi.yaml has values by themselves, and in objects with `value` or `default`. */
function sharedValue(written: unknown): unknown {
  if (typeof written !== "object" || written === null) return written;
  const { value, default: otherwise } = written as { value?: unknown; default?: unknown };
  return value ?? otherwise;
}

/** A file of the engine in the project's folder. */
export function readYaml(folder: string, name: string): Yaml {
  return (parse(readFileSync(join(folder, name), "utf8")) ?? {}) as Yaml;
}
