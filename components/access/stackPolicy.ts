import type { Customer } from "../settings/types";
import { assumeRight } from "./assumeRight";
import type { PolicyDocument } from "./policyDocument";
import { s3Access } from "./s3Access";
import { s3Permissions } from "./s3Permissions";

/**
 * Name of the inline policy that a stack owns on the server role, from design: one stack, one policy.
 * IAM allows 128 characters of letters, digits and `+=,.@_-`; Pulumi's stack names are a subset of those.
 */
export function stackPolicyName(stack: string): string {
  return `aspera-${stack}`;
}

/**
 * What that policy says. Two accounts: the server may assume the bucket role, which holds the rights. One account: there is
 * nobody to ask, and the server role holds the rights itself.
 * @param bucketRoleArn ARN of the role in the bucket account; undefined in the one-account procedure.
 */
export function stackPolicy<Text>(
  customer: Customer,
  bucketRoleArn: Text | undefined,
): PolicyDocument<Text | string> {
  return bucketRoleArn === undefined
    ? s3Permissions(s3Access(customer))
    : assumeRight<Text | string>(bucketRoleArn);
}
