import { availableParallelism } from "node:os";
import { allStacks } from "../pulumi/stacks";
import { atMost } from "../sideBySide";
import { type DriftArguments, driftArguments, USAGE } from "./arguments";
import { checkStack } from "./checkStack";
import { driftDocument, exitCode } from "./document";
import { Progress } from "./progress";
import { driftDetails, driftTable } from "./table";

const INTERRUPTED = 130;

async function main(wanted: DriftArguments, signal: AbortSignal): Promise<number> {
  const stacks = wanted.all ? await allStacks(signal) : wanted.stacks;
  if (stacks.length === 0) throw new Error("expected a stack in the backend, found none");
  const progress = new Progress(stacks);
  const tools = {
    inTurn: atMost(availableParallelism()),
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

async function run(): Promise<number> {
  let wanted: DriftArguments;
  try {
    wanted = driftArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`drift: ${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (wanted.help) {
    console.log(USAGE);
    return 0;
  }
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => interrupt.abort(new Error("interrupted; nothing was changed")));
  try {
    return await main(wanted, interrupt.signal);
  } catch (error) {
    console.error(`drift: ${(error as Error).message}`);
    return interrupt.signal.aborted ? INTERRUPTED : 1;
  }
}

run().then((code) => {
  process.exitCode = code;
});
