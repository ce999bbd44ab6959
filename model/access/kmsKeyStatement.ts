import { accountRootArn } from "../aws/arn";
import { kmsActions, viaS3 } from "./kmsRights";
import type { Statement } from "./policyDocument";
import { type S3Access, s3Actions } from "./s3Permissions";

/** What decides about a role's use of a key. */
export type KeyUse = Pick<S3Access, "kmsKeyArn" | "access" | "vendorRights" | "fullAccess">;

/**
 * The statement for the policy of the bucket's KMS key: the one role that holds the rights may use it, through S3 of the
 * bucket's region only. Needed where the key's policy does not leave the decision to IAM policies of the role's account, and
 * always where the key is in another account. Undefined where there is no key, or nothing that takes one.
 *
 * It names the role by `aws:PrincipalArn` and not as principal, so it can be written before the role is there (KMS refuses a
 * policy with a principal that does not exist) and holds when the role is made again. The account alone is not trusted: both
 * this statement and the role's own policy must allow the call.
 * @param roleArn ARN of the role that holds the rights on the bucket: the bucket role, or in one account the server role.
 */
export function kmsKeyStatement(use: KeyUse, roleArn: string): Statement | undefined {
  const { kmsKeyArn } = use;
  const Action = kmsActions(s3Actions(use));
  if (kmsKeyArn === undefined || Action.length === 0) return undefined;
  return {
    Sid: `Aspera${nameOf(roleArn)}`,
    Effect: "Allow",
    Principal: { AWS: accountRootArn(roleArn) },
    Action,
    // In a key's policy that is the key itself.
    Resource: "*",
    Condition: {
      StringEquals: { "kms:ViaService": viaS3(kmsKeyArn) },
      ArnEquals: { "aws:PrincipalArn": roleArn },
    },
  };
}

/** Letters and digits of a role's name: one key serves several customers, and statements need names of their own. */
function nameOf(roleArn: string): string {
  return (roleArn.split("/").at(-1) ?? "").replace(/[^A-Za-z0-9]/g, "");
}
