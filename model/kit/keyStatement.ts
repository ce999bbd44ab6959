import { kmsKeyStatement } from "../access/kmsKeyStatement";
import type { Statement } from "../access/policyDocument";
import { roleArn } from "../aws/arn";
import type { KitFacts } from "./facts";

/** ARN of the customer's KMS key; undefined where the settings name none. */
export function kitKeyArn({ s3 }: KitFacts): string | undefined {
  return s3.kmsKeyArn;
}

/** The statement for the policy of the customer's KMS key; undefined when the link uses none. */
export function keyStatement({ s3, role }: KitFacts): Statement | undefined {
  return kmsKeyStatement(s3, roleArn(role));
}
