import type { Statement } from "../access/policyDocument";
import type { KitFacts } from "./facts";

/** ARN of the customer's KMS key; undefined while settings cannot name one. */
export function kitKeyArn({ s3 }: KitFacts): string | undefined {
  return (s3 as { readonly kmsKeyArn?: string }).kmsKeyArn;
}

/** The statement for the policy of the customer's KMS key; undefined when the link uses none. */
export function keyStatement(_facts: KitFacts): Statement | undefined {
  return undefined;
}
