import { accept } from "./accept/verb";
import { end } from "./end/verb";
import { invite } from "./invite/verb";
import { newCustomer } from "./new/verb";
import { rotate } from "./rotate/verb";
import type { Verb } from "./verb";

/** Every verb, in the order of the list. */
export const VERBS: Readonly<Record<string, Verb>> = { new: newCustomer, accept, invite, rotate, end };

/** What `npm run customer -- --help` prints. */
export function usage(verbs: Readonly<Record<string, Verb>> = VERBS): string {
  const widest = Math.max(...Object.keys(verbs).map((name) => name.length));
  const rows = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(widest)}  ${summary}`);
  return [
    "usage: npm run customer -- VERB STACK [options], or accept FILE",
    "",
    ...rows,
    "",
    "examples:",
    ...Object.entries(verbs).map(
      ([name, { operand }]) => `  npm run customer -- ${name} ${operand?.example ?? "acme-prod"}`,
    ),
    ...Object.keys(verbs).map((name) => `  npm run customer -- ${name} --help`),
    "",
    "exit code: 0 done, 2 wrong arguments, 130 interrupted; the others are in each verb's help.",
  ].join("\n");
}
