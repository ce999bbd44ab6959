import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { command } from "../../commandLine/command";
import { isDevelopment } from "../../program/settings";
import { engineRows, runProgramRow } from "./engine";
import { nodeRow, packagesRow } from "./packages";
import { doctorScreen } from "./row";
import { readYaml, stackFiles } from "./stackFiles";
import { ownPluginRow, passphraseRow, profilesRow, sshRow } from "./stackRows";

/** `npm run doctor`. */
export const doctor = command({
  name: "doctor",
  summary: "shows in one screen what this machine lacks",
  about:
    "Node, packages, Pulumi and its plugins, the login, and what the stacks' files name of it: passphrase, AWS profiles, SSH keys. " +
    "Changes nothing, and asks no account and no server.",
  usage: ["[--stack NAME]"],
  options: {
    stack: {
      short: "s",
      word: "NAME",
      help: "this stack's file alone; default: every stack's in this folder but the sandbox's",
    },
  },
  examples: ["npm run doctor", "npm run doctor -- --stack acme-prod"],
  exits: { 0: "nothing is missing", 1: "something is" },
  interrupted: "interrupted; nothing was changed",
  wanted: ({ stack }) => ({ stack }),
  run: examine,
});

async function examine({ stack }: { readonly stack?: string }, signal: AbortSignal): Promise<number> {
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
