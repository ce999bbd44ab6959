import { readFileSync } from "node:fs";
import { RULES } from "../../policy/rules";
import { stackExport } from "../pulumi/stackExport";
import { allStacks } from "../pulumi/stacks";
import { runCommand } from "../runCommand";
import { type PolicyArguments, policyArguments, USAGE } from "./arguments";
import { exitCode, judge } from "./judge";
import { NO_CONFIG, type PackConfig, packConfig } from "./packConfig";
import { isEncrypted, resourcesOf } from "./state";
import { policyDetails, policyTable } from "./table";

async function main(wanted: PolicyArguments, signal: AbortSignal): Promise<number> {
  const { file } = wanted;
  const config = configOf(wanted);
  if (file !== undefined) return named(file, () => tell(file, read(file), config));
  const stacks = wanted.all ? await allStacks(signal) : wanted.stacks;
  if (stacks.length === 0) throw new Error("expected a stack in the backend, found none");
  let worst = 0;
  for (const stack of stacks) {
    try {
      worst = Math.max(worst, tell(stack, await stackExport(stack, "shown", signal), config));
    } catch (error) {
      if (signal.aborted) throw error;
      console.log(`${stack}\nfailed: ${(error as Error).message}\n`);
      worst = 1;
    }
  }
  return worst;
}

const ENCRYPTED =
  "note: secrets of this file are encrypted; `npm run policy -- --stack NAME` opens them, for itself alone";

/** Says what the policies say of a state. @returns the exit code for it. */
function tell(name: string, state: string, config: PackConfig): 0 | 1 {
  const resources = resourcesOf(state);
  const judgements = judge(RULES, resources, config);
  const notes = resources.some(isEncrypted) ? [ENCRYPTED] : [];
  console.log([name, policyTable(judgements), ...policyDetails(judgements), ...notes, ""].join("\n"));
  return exitCode(judgements);
}

function configOf({ config }: PolicyArguments): PackConfig {
  if (config === undefined) return NO_CONFIG;
  const policies = RULES.map(({ name }) => name);
  return named(config, () => packConfig(read(config), policies));
}

/** Does a job whose faults are told with the file that has them. */
function named<T>(path: string, job: () => T): T {
  try {
    return job();
  } catch (error) {
    const { message } = error as Error;
    throw new Error(message.includes(path) ? message : `${path}: ${message}`);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`expected a file ${path}, got ${(error as NodeJS.ErrnoException).code}`);
  }
}

const interrupted = "interrupted; nothing was changed";

runCommand({ name: "policy", usage: USAGE, wanted: policyArguments, interrupted, run: main }).then((code) => {
  process.exitCode = code;
});
