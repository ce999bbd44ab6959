import { allStacks } from "../pulumi/stacks";
import { runCommand } from "../runCommand";
import { atMost, ENGINES_AT_ONCE } from "../sideBySide";
import { type DriftArguments, driftArguments, USAGE } from "./arguments";
import { checkStack } from "./checkStack";
import { driftDocument, exitCode } from "./document";
import { Progress } from "./progress";
import { driftDetails, driftTable } from "./table";

async function main(wanted: DriftArguments, signal: AbortSignal): Promise<number> {
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

function wanted(args: string[]): DriftArguments | "help" {
  const all = driftArguments(args);
  return all.help ? "help" : all;
}

const interrupted = "interrupted; nothing was changed";

runCommand({ name: "drift", usage: USAGE, wanted, interrupted, run: main }).then((code) => {
  process.exitCode = code;
});
