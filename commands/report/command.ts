import { join } from "node:path";
import { command, WrongArguments } from "../../commandLine/command";
import { driftDocument, exitCode } from "../drift/document";
import { Progress } from "../drift/progress";
import { packConfigOf } from "../policy/packConfigFile";
import { allStacks } from "../pulumi/stacks";
import { defaultKeyFile, fingerprintKey } from "./fingerprintKey";
import { gather } from "./gather";
import { reportOf } from "./reportOf";
import { writeReport } from "./writeReport";

/** What was asked for. */
interface Arguments {
  readonly stacks: readonly string[];
  readonly all: boolean;
  /** Path of the folder. */
  readonly out: string;
  /** Path of Pulumi's file with levels and exceptions. */
  readonly config?: string;
  /** Path of the file with the fingerprints' key; default the operator's own. */
  readonly keyFile?: string;
}

/** `npm run report`. */
export const report = command({
  name: "report",
  summary:
    "writes what an auditor asks for: one page that needs no network, and the same as Markdown and JSON",
  about:
    "index.html, report.md and report.json (docs/report.md). Each stack is checked as `npm run drift` checks it; nothing is changed, " +
    "on the server or in AWS.",
  usage: ["--stack NAME [--stack NAME ...] --out FOLDER [options]", "--all --out FOLDER [options]"],
  options: {
    stack: { short: "s", word: "NAME", again: true, help: "a stack of the report; may be given again" },
    all: { help: "every stack of this project in the backend" },
    out: {
      word: "FOLDER",
      help: "where the files go; a folder that is not there is made, files of these names are replaced",
    },
    "policy-pack-config": {
      word: "FILE",
      help: "exceptions from the policies with their reasons, as `npm run policy` takes them",
    },
    "fingerprint-key": {
      word: "FILE",
      help: "the key that external IDs are named with; default: ~/.config/aspera-on-aws/fingerprint-key, which the first report makes",
    },
  },
  examples: ["npm run report -- --all --out report/"],
  exits: {
    0: "written, and every stack is clean or gone",
    1: "a check could not be made, which the report says where it was written",
    7: "written, with drift",
  },
  interrupted: "interrupted; nothing was changed, and no report was written",
  wanted({
    stack = [],
    all = false,
    out,
    "policy-pack-config": config,
    "fingerprint-key": keyFile,
  }): Arguments | "too little" {
    if (all && stack.length > 0) throw new WrongArguments("expected --stack NAME, or --all, and not both");
    if (!out || (!all && stack.length === 0)) return "too little";
    return { stacks: [...new Set(stack)], all, out, config, keyFile };
  },
  run: write,
});

async function write({ stacks, all, out, config, keyFile }: Arguments, signal: AbortSignal): Promise<number> {
  const exceptions = packConfigOf(config);
  const fingerprint = fingerprintKey(keyFile ?? defaultKeyFile());
  const names = all ? await allStacks(signal) : stacks;
  if (names.length === 0) throw new Error("expected a stack in the backend, found none");
  const progress = new Progress(names);
  const onProgress = (stack: string, what: string) => progress.say(stack, what);
  const gathered = await gather(names, { onProgress, signal }).finally(() => progress.end());
  writeReport(out, reportOf(gathered, { now: new Date(), fingerprint, config: exceptions }));
  const document = driftDocument(gathered.map(({ check }) => check));
  console.log(
    `${join(out, "index.html")}: ${names.length} ${names.length === 1 ? "stack" : "stacks"}, ${document.verdict}`,
  );
  return exitCode(document);
}
