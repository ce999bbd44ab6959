import { A_KMS_KEY, kmsKeyFault } from "../../../model/access/kmsKey";
import { type Check, firstOf, like, text, unlike } from "./rules";

const PARTITION = "aws(?:-[a-z]+)*";
const EXAMPLE_ACCOUNT = "444455556666";

/** An IAM ARN of one kind, in any partition, whose path and name use only the characters IAM allows. */
function iamArn(kind: "role" | "policy", account: string): Check<string> {
  const example = `arn:aws:iam::${EXAMPLE_ACCOUNT}:${kind}/name`;
  return firstOf(
    unlike(/\s/, "remove the whitespace"),
    unlike(
      /^arn:[^:]*:iam:\d/,
      `IAM ARNs have no region: write two colons before the account ID, as in ${example}`,
    ),
    like(
      new RegExp(`^arn:${PARTITION}:iam::${account}:${kind}/(?:[!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,128}$`),
      `write it as ${example}; \`aws iam get-${kind}\` prints it`,
    ),
  );
}

/** ARN of an IAM role. */
export const roleArn = text("the ARN of a role", iamArn("role", "\\d{12}"));

/** ARN of the managed policy that bounds a role; AWS's own policies belong to the account `aws`. */
export const permissionsBoundary = text("the ARN of a managed policy", iamArn("policy", "(?:\\d{12}|aws)"));

/** ARN of the KMS key that a bucket is encrypted with; an alias is refused. */
export const kmsKeyArn = text(A_KMS_KEY, kmsKeyFault);
