import { assumeRight } from "./assumeRight";
import type { PolicyDocument } from "./policyDocument";
import { type S3Access, s3Permissions } from "./s3Permissions";

/**
 * Name of the one inline policy that a customer's stack owns on the server role.
 * IAM allows 128 characters of letters, digits and `+=,.@_-`; Pulumi's stack names are a subset of those.
 * @param customer names the customer among all of the server; in our program the stack.
 */
export function serverRightName(customer: string): string {
  return `aspera-${customer}`;
}

/**
 * What that policy says. Two accounts: the server may assume the bucket role, which holds the rights. One account: there is
 * nobody to ask, and the server role holds the rights itself.
 * @param bucketRoleArn ARN of the role in the bucket account; undefined in one account.
 */
export function serverRight(s3: S3Access, bucketRoleArn: string | undefined): PolicyDocument {
  return bucketRoleArn === undefined ? s3Permissions(s3) : assumeRight(bucketRoleArn);
}
