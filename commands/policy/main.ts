import { RULES } from "../../policy/rules";
import { stackExport } from "../pulumi/stackExport";
import { allStacks } from "../pulumi/stacks";
import { runCommand } from "../runCommand";
import { type PolicyArguments, policyArguments, USAGE } from "./arguments";
import { exitCode, judge } from "./judge";
import type { PackConfig } from "./packConfig";
import { named, packConfigOf, read } from "./packConfigFile";
import { isEncrypted, resourcesOf } from "./state";
import { policyDetails, policyTable } from "./table";

async function main(wanted: PolicyArguments, signal: AbortSignal): Promise<number> {
  const { file } = wanted;
  const config = packConfigOf(wanted.config);
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

const interrupted = "interrupted; nothing was changed";

runCommand({ name: "policy", usage: USAGE, wanted: policyArguments, interrupted, run: main }).then((code) => {
  process.exitCode = code;
});
