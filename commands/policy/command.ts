import { command } from "../../commandLine/command";
import { RULES } from "../../policy/rules";
import { stackExport } from "../pulumi/stackExport";
import { allStacks } from "../pulumi/stacks";
import { type Judged, policyDocument } from "./document";
import { judge } from "./judge";
import type { PackConfig } from "./packConfig";
import { named, packConfigOf, read } from "./packConfigFile";
import { isEncrypted, resourcesOf } from "./state";
import { policyPage } from "./table";

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
      help: "one JSON document in place of the tables (docs/json.md)",
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
  const config = packConfigOf(wanted.config);
  const all: Judged[] = [];
  for await (const judged of judgedOf(wanted, config, signal)) {
    all.push(judged);
    if (!wanted.json) console.log(`${policyPage(judged)}\n`);
  }
  const document = policyDocument(all);
  if (wanted.json) console.log(JSON.stringify(document, null, 2));
  return document.verdict === "kept" ? 0 : 1;
}

/** What the policies say of each state, one after the other. */
async function* judgedOf(
  { file, all, stacks: wanted }: Arguments,
  config: PackConfig,
  signal: AbortSignal,
): AsyncGenerator<Judged> {
  if (file !== undefined) {
    yield named(file, () => judged(file, read(file), config));
    return;
  }
  const stacks = all ? await allStacks(signal) : wanted;
  if (stacks.length === 0) throw new Error("expected a stack in the backend, found none");
  for (const stack of stacks) {
    try {
      yield judged(stack, await stackExport(stack, "shown", signal), config);
    } catch (error) {
      if (signal.aborted) throw error;
      yield { name: stack, failure: (error as Error).message };
    }
  }
}

function judged(name: string, state: string, config: PackConfig): Judged {
  const resources = resourcesOf(state);
  return { name, judgements: judge(RULES, resources, config), encrypted: resources.some(isEncrypted) };
}
