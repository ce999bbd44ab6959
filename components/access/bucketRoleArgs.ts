import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { partitionOfRegion, roleArn } from "../accounts/arn";
import type { TwoAccountCustomer } from "../settings/types";
import type { BucketRoleArgs } from "./BucketRole";
import type { ServerRoleIdentity } from "./ServerRole";
import { s3Access } from "./s3Access";

/** What a customer's settings say of the bucket role. */
export function bucketRoleArgs(
  customer: TwoAccountCustomer,
  trustedServerRole: ServerRoleIdentity,
  provider: Provider,
): BucketRoleArgs {
  const { bucketRole, externalId } = customer;
  return {
    provider,
    roleName: bucketRole.name,
    path: bucketRole.path,
    permissionsBoundary: bucketRole.permissionsBoundary,
    maxSessionDuration: bucketRole.maxSessionDuration,
    trustedServerRole,
    externalId: pulumi.secret(externalId.reveal()),
    s3: s3Access(customer),
  };
}

/** ARN of a customer's bucket role, known before the role is made. */
export function bucketRoleArn({ bucketAccount, bucketRole }: TwoAccountCustomer): string {
  return roleArn({
    partition: partitionOfRegion(bucketAccount.region),
    account: bucketAccount.id,
    path: bucketRole.path,
    name: bucketRole.name,
  });
}
