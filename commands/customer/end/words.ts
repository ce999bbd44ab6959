import { shellWord } from "../../../model/text/shellWord";
import type { Evidence } from "./evidence";

/** What is read before the first step. */
export function opening({
  stack,
  customer,
  identities,
}: Pick<Evidence, "stack" | "customer" | "identities">): string {
  const { transferUser, server, bucket, prefix } = customer;
  return [
    `ends customer ${transferUser} of stack ${stack}: ${server} no longer reaches ${bucket}/${prefix}`,
    ...identities.map(({ account, id, arn }) => `in ${account} ${id} as ${arn}`),
  ].join("\n");
}

/** What is to be known of a stack when its customer is gone. */
export interface StackLeft {
  /** Whether the stack makes a server, which stays. */
  readonly besideServer: boolean;
  /** The customer's settings in it, full keys. */
  readonly customerKeys: readonly string[];
}

/** What is read after the last step: how it came out, what is open, what to do next. */
export function closing(evidence: Evidence, { besideServer, customerKeys }: StackLeft): string {
  const { stack, outcome, customer, open, stopped } = evidence;
  const word = shellWord(stack);
  const again = `npm run customer -- end ${word}`;
  if (outcome === "stopped")
    return `not ended: ${stopped ?? ""}\nhint: what is done is done; run it again for the rest: ${again}`;
  const next = besideServer
    ? `the stack still has its server. Take the customer out of its settings, or the next \`up\` brings it back:\n` +
      `  pulumi config rm-all --stack ${word} ${customerKeys.map(shellWord).join(" ")}`
    : `the stack is empty; this drops it and its settings:\n  pulumi stack rm --stack ${word}`;
  if (open.length === 0)
    return `ended: customer ${customer.transferUser}, everything done and shown\n${next}`;
  return [
    `ended: customer ${customer.transferUser}, but for this:`,
    ...open.map((one) => `  - ${one}`),
    `hint: run it again when that can be put right (${again}); until then keep the stack's settings`,
  ].join("\n");
}
