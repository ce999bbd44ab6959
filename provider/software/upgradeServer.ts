import { createReadStream, statSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { parsePackageFile } from "../../model/software/packageFile";
import { formatVersion } from "../../model/software/version";
import { runProgram } from "../agent/askAgent";
import { changingLogin, perlCommand } from "../ssh/logins";
import type { SshPatience } from "../ssh/sshTarget";
import type { SoftwareInputs } from "./properties";
import { parseUpgradeAnswer, type UpgradeAnswer, upgradeStdin } from "./upgradeRequest";

/** Seconds for fetching, installing and every restart together, beside the wait for transfers; every step has its own limit. */
const WORK = 5400;

/**
 * Upgrades the server's software, when the package is newer. The package of this machine follows the program in the same
 * SSH session, so that nothing of it is ever in Pulumi's state and nothing waits on the server for a later step.
 * @throws FindingError, or for a file of this machine that cannot be read.
 */
export async function upgradeServer(inputs: SoftwareInputs): Promise<UpgradeAnswer> {
  const { connection, source, sha256, username = "", password = "", idleWait } = inputs;
  const fetched = /^https:\/\//.test(source);
  const file = fetched ? "" : resolve(source.replace(/^~(?=\/)/, homedir()));
  const named = parsePackageFile(source)?.version;
  const head = upgradeStdin({
    root: connection.asperaRoot,
    url: fetched ? source : "",
    size: fetched ? 0 : sizeOf(file),
    sha256,
    named: named ? formatVersion(named) : "",
    username,
    password,
    idleWait,
  });
  const patience: SshPatience = { connect: 10, total: WORK + idleWait };
  const command = perlCommand(connection.sudo);
  const stdin = fetched ? head : withFile(head, file);
  return parseUpgradeAnswer(await runProgram(changingLogin(connection), command, stdin, patience));
}

async function* withFile(head: string, file: string): AsyncGenerator<string | Buffer> {
  yield head;
  yield* createReadStream(file);
}

function sizeOf(file: string): number {
  try {
    const found = statSync(file);
    if (found.isFile() && found.size > 0) return found.size;
  } catch {
    // Said below, for whatever reason.
  }
  throw new Error(
    `expected the package at ${file}, got no file that can be read\nhint: correct the path of the package`,
  );
}
