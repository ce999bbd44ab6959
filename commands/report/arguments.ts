import { parseArgs } from "node:util";

export const USAGE = `usage: npm run report -- --stack NAME [--stack NAME ...] --out FOLDER
       npm run report -- --all --out FOLDER

Writes what an auditor asks for: index.html, one page that needs no network, and the same as report.md and report.json
(docs/report.md). Each stack is checked as \`npm run drift\` checks it; nothing is changed, on the server or in AWS.

  --stack NAME                a stack of the report; may be given again
  --all                       every stack of this project in the backend
  --out FOLDER                where the files go; a folder that is not there is made, files of these names are replaced
  --policy-pack-config FILE   exceptions from the policies with their reasons, as \`npm run policy\` takes them
  --fingerprint-key FILE      the key that external IDs are named with; default ~/.config/aspera-on-aws/fingerprint-key,
                              which the first report makes

example:
  npm run report -- --all --out report/

exit code: 0 written, and every stack is clean or gone, 7 written, with drift, 1 a check could not be made, which the report
says where it was written, 2 wrong arguments, 130 interrupted.`;

/** What was asked for. */
export interface ReportArguments {
  readonly stacks: readonly string[];
  readonly all: boolean;
  /** Path of the folder. */
  readonly out: string;
  /** Path of Pulumi's file with levels and exceptions. */
  readonly config?: string;
  /** Path of the file with the fingerprints' key; default the operator's own. */
  readonly keyFile?: string;
}

/** @throws with one sentence when the arguments make no sense. */
export function reportArguments(args: readonly string[]): ReportArguments | "help" | "too little" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stack: { type: "string", multiple: true, short: "s", default: [] },
      all: { type: "boolean", default: false },
      out: { type: "string" },
      "policy-pack-config": { type: "string" },
      "fingerprint-key": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { stack = [], all = false, out, help } = values;
  if (help) return "help";
  if (all && stack.length > 0) throw new Error("expected --stack NAME, or --all, and not both");
  if (!out || (!all && stack.length === 0)) return "too little";
  return {
    stacks: [...new Set(stack)],
    all,
    out,
    ...(values["policy-pack-config"] !== undefined && { config: values["policy-pack-config"] }),
    ...(values["fingerprint-key"] !== undefined && { keyFile: values["fingerprint-key"] }),
  };
}
