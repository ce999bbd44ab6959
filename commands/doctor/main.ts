import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { parseArgs } from "node:util";
import { isDevelopment } from "../../program/settings";
import { runCommand } from "../runCommand";
import { engineRows, runProgramRow } from "./engine";
import { nodeRow, packagesRow } from "./packages";
import { doctorScreen } from "./row";
import { readYaml, stackFiles } from "./stackFiles";
import { ownPluginRow, passphraseRow, profilesRow, sshRow } from "./stackRows";

const USAGE = `usage: npm run doctor [-- --stack NAME]

Shows in one screen what this machine lacks: Node, packages, Pulumi and its plugins, the login, and what the stacks' files name
of it: passphrase, AWS profiles, SSH keys. Changes nothing, and asks no account and no server.

  --stack NAME   this stack's file alone; default: every stack's in this folder but the sandbox's

examples:
  npm run doctor
  npm run doctor -- --stack acme-prod

exit code: 0 nothing is missing, 1 something is, 2 wrong arguments, 130 interrupted.`;

/** What was asked for. */
interface Arguments {
  readonly stack?: string;
}

async function main({ stack }: Arguments, signal: AbortSignal): Promise<number> {
  const folder = process.cwd();
  const environment = process.env;
  const files = { home: homedir(), folder, read: (path: string) => readFileSync(path, "utf8") };
  const stacks = stackFiles(folder, stack);
  const { plugins } = readYaml(folder, "Pulumi.yaml");
  const rows = [
    nodeRow(folder, process.versions.node),
    packagesRow(folder),
    ...(await engineRows(folder, signal)),
    ownPluginRow(folder, plugins?.providers ?? []),
    passphraseRow(stacks, { environment, files }),
    profilesRow(stacks, { environment, files }),
    sshRow(stacks, { environment, files }),
    runProgramRow(environment),
  ];
  console.log(doctorScreen(rows, stack !== undefined && isDevelopment(stack) ? stack : undefined));
  return rows.some(({ state }) => state === "missing") ? 1 : 0;
}

function wanted(args: string[]): Arguments | "help" {
  const { values } = parseArgs({
    args,
    options: { stack: { type: "string", short: "s" }, help: { type: "boolean", short: "h" } },
  });
  const { help, ...rest } = values;
  return help ? "help" : rest;
}

const interrupted = "interrupted; nothing was changed";

runCommand({ name: "doctor", usage: USAGE, wanted, interrupted, run: main }).then((code) => {
  process.exitCode = code;
});
