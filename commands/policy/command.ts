import { command } from "../../commandLine/command";
import { RULES } from "../../policy/rules";
import { stackExport } from "../pulumi/stackExport";
import { allStacks } from "../pulumi/stacks";
import { exitCode, judge } from "./judge";
import type { PackConfig } from "./packConfig";
import { named, packConfigOf, read } from "./packConfigFile";
import { isEncrypted, resourcesOf } from "./state";
import { policyDetails, policyTable } from "./table";

/** What was asked for. */
interface Arguments {
  readonly stacks: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
  /** Path of an exported state. */
  readonly file?: string;
  /** Path of Pulumi's file with levels and exceptions. */
  readonly config?: string;
}

/** `npm run policy`. */
export const policy = command({
  name: "policy",
  summary: "runs the policies of docs/policy-pack.md over what a stack's state holds",
  about: "Starts no program, asks no provider, and changes nothing.",
  usage: [
    "--stack NAME [--stack NAME ...] [--policy-pack-config FILE] [--json]",
    "--all [--policy-pack-config FILE] [--json]",
    "--file FILE [--policy-pack-config FILE] [--json]",
  ],
  options: {
    stack: { short: "s", word: "NAME", again: true, help: "a stack to look at; may be given again" },
    all: { help: "every stack of this project in the backend" },
    file: {
      word: "FILE",
      help: "a state that `pulumi stack export` wrote, anybody's; what is encrypted there breaks the policies that need it",
    },
    "policy-pack-config": {
      word: "FILE",
      help: "levels and exceptions, as `pulumi preview` takes them under that name",
    },
    json: {
      help: "one JSON document in place of the tables (docs/policy-pack.md; docs/schemas/policy.schema.json)",
    },
  },
  examples: ["npm run policy -- --stack acme-prod", "npm run policy -- --file export.json --json"],
  exits: {
    0: "every mandatory policy is kept or excepted",
    1: "one is not, or a state could not be read",
  },
  interrupted: "interrupted; nothing was changed",
  wanted({ stack = [], all = false, json = false, file, "policy-pack-config": config }): Arguments {
    if ([stack.length > 0, all, file !== undefined].filter(Boolean).length !== 1)
      throw new Error("expected --stack NAME, --all or --file FILE, and one of them alone");
    return { stacks: [...new Set(stack)], all, json, file, config };
  },
  run: judgeStates,
});

async function judgeStates(wanted: Arguments, signal: AbortSignal): Promise<number> {
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
