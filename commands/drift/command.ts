import { command } from "../../commandLine/command";
import { allStacks } from "../pulumi/stacks";
import { atMost, ENGINES_AT_ONCE } from "../sideBySide";
import { checkStack } from "./checkStack";
import { driftDocument, exitCode } from "./document";
import { Progress } from "./progress";
import { driftDetails, driftTable } from "./table";

/** What was asked for. */
interface Arguments {
  readonly stacks: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
}

/** `npm run drift`. */
export const drift = command({
  name: "drift",
  summary: "checks whether servers, buckets and roles are still as the stacks have them",
  about:
    "Nothing is changed, saved or locked. The table is on standard output and progress on standard error, in plain lines where that " +
    "is no terminal or CI is set.",
  usage: ["--stack NAME [--stack NAME ...] [--json]", "--all [--json]"],
  options: {
    stack: { short: "s", word: "NAME", again: true, help: "a stack to check; may be given again" },
    all: { help: "every stack of this project in the backend" },
    json: {
      help: "one JSON document in place of the table (docs/json.md)",
    },
  },
  examples: ["npm run drift -- --stack acme-prod", "npm run drift -- --all --json"],
  exits: { 0: "all clean or gone", 7: "drift", 1: "a check could not be made" },
  interrupted: "interrupted; nothing was changed",
  wanted({ stack = [], all = false, json = false }): Arguments {
    if (all === stack.length > 0) throw new Error("expected --stack NAME, or --all, and not both");
    return { stacks: [...new Set(stack)], all, json };
  },
  run: checkStacks,
});

async function checkStacks(wanted: Arguments, signal: AbortSignal): Promise<number> {
  const stacks = wanted.all ? await allStacks(signal) : wanted.stacks;
  if (stacks.length === 0) throw new Error("expected a stack in the backend, found none");
  const progress = new Progress(stacks);
  const tools = {
    inTurn: atMost(ENGINES_AT_ONCE),
    onProgress: (stack: string, what: string) => progress.say(stack, what),
    signal,
  };
  const checks = await Promise.all(
    stacks.map(async (stack) => {
      const check = await checkStack(stack, tools);
      progress.say(stack, check.verdict);
      return check;
    }),
  ).finally(() => progress.end());
  const document = driftDocument(checks);
  if (wanted.json) {
    console.log(JSON.stringify(document, null, 2));
    return exitCode(document);
  }
  console.log(driftTable(checks));
  for (const check of checks) {
    const lines = driftDetails(check);
    if (lines.length > 0) console.log(`\n${check.stack}\n${lines.map((line) => `  ${line}`).join("\n")}`);
  }
  return exitCode(document);
}
