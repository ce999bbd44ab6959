import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { partitionOfRegion, roleArn } from "../accounts/arn";
import type { Customer } from "../settings/types";
import type { BucketRoleArgs } from "./BucketRole";
import type { ServerRoleIdentity } from "./ServerRole";

/** What a customer's settings say of the bucket role. */
export function bucketRoleArgs(
  customer: Customer,
  trustedServerRole: ServerRoleIdentity,
  provider: Provider,
): BucketRoleArgs {
  const { bucketAccount, bucketRole, bucket, externalId } = customer;
  return {
    provider,
    roleName: bucketRole.name,
    path: bucketRole.path,
    permissionsBoundary: bucketRole.permissionsBoundary,
    maxSessionDuration: bucketRole.maxSessionDuration,
    trustedServerRole,
    externalId: pulumi.secret(externalId.reveal()),
    s3: {
      partition: partitionOfRegion(bucketAccount.region),
      bucketAccount: bucketAccount.id,
      bucket: bucket.name,
      prefix: bucket.prefix,
      access: bucket.access,
    },
  };
}

/** ARN of a customer's bucket role, known before the role is made. */
export function bucketRoleArn({ bucketAccount, bucketRole }: Customer): string {
  return roleArn({
    partition: partitionOfRegion(bucketAccount.region),
    account: bucketAccount.id,
    path: bucketRole.path,
    name: bucketRole.name,
  });
}
