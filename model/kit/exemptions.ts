import { accountOfArn, roleArn } from "../aws/arn";
import type { KitFacts } from "./facts";

/** A part of a statement's `Condition`. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What keeps an explicit Deny in the bucket's policy from the bucket role: the condition under which it denies. Inside the
 * account a Deny is all that a bucket policy has to say of the role, whose own policy allows.
 */
export function bucketPolicyExemption({ role }: KitFacts): Condition {
  return { ArnNotEquals: { "aws:PrincipalArn": roleArn(role) } };
}

/**
 * The same for a resource control policy that keeps other organizations out, `sts:AssumeRole` among the rest: our server
 * is another account. Once it has assumed the role it is a principal of the customer's own organization.
 */
export function resourceControlExemption({ serverRole }: KitFacts): Condition {
  return { StringNotEqualsIfExists: { "aws:PrincipalAccount": accountOfArn(serverRole.arn) } };
}
