import { parseArgs } from "node:util";

export const USAGE = `usage: npm run policy -- --stack NAME [--stack NAME ...] [--policy-pack-config FILE]
       npm run policy -- --all [--policy-pack-config FILE]
       npm run policy -- --file FILE [--policy-pack-config FILE]

Runs the policies of docs/policy-pack.md over what a stack's state holds. Starts no program, asks no provider.

  --stack NAME                a stack to look at; may be given again
  --all                       every stack of this project in the backend
  --file FILE                 a state that \`pulumi stack export\` wrote, anybody's; what is encrypted there breaks the
                              policies that need it
  --policy-pack-config FILE   levels and exceptions, as \`pulumi preview\` takes them under that name

exit code: 0 every mandatory policy is kept or excepted, 1 one is not, or a state could not be read, 2 wrong arguments,
130 interrupted.`;

/** What was asked for. */
export interface PolicyArguments {
  readonly stacks: readonly string[];
  readonly all: boolean;
  /** Path of an exported state. */
  readonly file?: string;
  /** Path of Pulumi's file with levels and exceptions. */
  readonly config?: string;
}

/** @throws with one sentence when the arguments make no sense. */
export function policyArguments(args: readonly string[]): PolicyArguments | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stack: { type: "string", multiple: true, short: "s", default: [] },
      all: { type: "boolean", default: false },
      file: { type: "string" },
      "policy-pack-config": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { stack = [], all = false, file, "policy-pack-config": config, help } = values;
  if (help) return "help";
  if ([stack.length > 0, all, file !== undefined].filter(Boolean).length !== 1)
    throw new Error("expected --stack NAME, --all or --file FILE, and one of them alone");
  return { stacks: [...new Set(stack)], all, file, config };
}
