import { parseArgs } from "node:util";

export const USAGE = `usage: npm run drift -- --stack NAME [--stack NAME ...] [--json]
       npm run drift -- --all [--json]

  --stack NAME   a stack to check; may be given again
  --all          every stack of this project in the backend
  --json         one JSON document on standard output (docs/drift.md) in place of the table

exit code: 0 all clean or gone, 7 drift, 1 a check could not be made, 2 wrong arguments, 130 interrupted.
Nothing is changed, saved or locked. Set CI or pipe it for plain progress lines.`;

/** What was asked for. */
export interface DriftArguments {
  readonly stacks: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws with one sentence when the arguments make no sense. */
export function driftArguments(args: readonly string[]): DriftArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stack: { type: "string", multiple: true, short: "s", default: [] },
      all: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
  const { stack = [], all = false, json = false, help = false } = values;
  if (!help && all === stack.length > 0) throw new Error("expected --stack NAME, or --all, and not both");
  return { stacks: [...new Set(stack)], all, json, help };
}
