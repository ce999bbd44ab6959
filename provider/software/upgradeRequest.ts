// What the upgrade is asked and says. It travels like the agent's requests: `key value` lines behind the program.
import { join } from "node:path";
import * as v from "valibot";
import { type AgentRun, readAnswer } from "../agent/answer";
import { AGENT_FOUNDATION, type PerlPieces, perlProgram } from "../agent/program";
import { encodeValue } from "../agent/request";

/** One upgrade of a server's software. */
export interface UpgradeRequest {
  /** Aspera's folder on the server. */
  readonly root: string;
  /** Address that the server fetches the package from; empty when the package follows the request. */
  readonly url: string;
  /** Bytes of the package that follows the request; 0 when the server fetches it. */
  readonly size: number;
  /** 64 hex digits. */
  readonly sha256: string;
  /** Version that the name of the package's file says, or empty: one that is installed already is not fetched. */
  readonly named: string;
  /** Login at the address; empty for none. */
  readonly username: string;
  /** A secret. */
  readonly password: string;
  /** Longest wait for running transfers to end, in seconds. */
  readonly idleWait: number;
  /** Longest wait for other runs on this server, in seconds; default 600. */
  readonly lockWait?: number;
  /** Longest wait for asperanoded to answer after its restart, in seconds; default 60. */
  readonly healthWait?: number;
}

/** What the upgrade adds to the agent's foundation, in its order. */
export const UPGRADE_PIECES: PerlPieces = [
  join(__dirname, "perl"),
  [
    "upgrade-request",
    "package", // fetched or received, and only the one that its checksum promises
    "service-states", // before and after
    "etc-folder", // kept before, put back after
    "upgrade",
    "main",
  ],
];

let program: string | undefined;

/** Head of the standard input of `perl -`: program, end mark, request, an empty line. The package's bytes may follow. */
export function upgradeStdin(request: UpgradeRequest): string {
  program ??= perlProgram(AGENT_FOUNDATION, UPGRADE_PIECES);
  const fields: Record<string, string | number | undefined> = {
    protocol: 1,
    mode: "upgrade",
    root: request.root,
    url: request.url,
    size: request.size,
    checksum: request.sha256,
    named: request.named,
    username: request.username,
    password: request.password,
    "idle-wait": request.idleWait,
    "lock-wait": request.lockWait,
    "health-wait": request.healthWait,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${encodeValue(String(value))}\n`);
  return `${program}\n__END__\n${lines.join("")}\n`;
}

const upgradeAnswer = v.strictObject({
  protocol: v.literal(1),
  changed: v.boolean(),
  /** Name of the package that is installed. */
  package: v.string(),
  /** Version before. */
  from: v.string(),
  /** Version now. */
  to: v.string(),
  /** Folder on the server with the etc of before; empty when nothing was changed. */
  backup: v.string(),
  /** Files of etc that the installation had changed and that are as before again. */
  putBack: v.array(v.string()),
  /** Services that run, as before. */
  services: v.array(v.string()),
  /** Why nothing was changed; else empty. */
  reason: v.string(),
});

/** What an upgrade did. All keys are always there. */
export type UpgradeAnswer = v.InferOutput<typeof upgradeAnswer>;

/** Reads the answer to an upgrade. Throws a FindingError on a failure, and on any answer of another form. */
export function parseUpgradeAnswer(run: AgentRun): UpgradeAnswer {
  return readAnswer(run, upgradeAnswer);
}
