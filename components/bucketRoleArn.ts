import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { roleArn } from "../model/aws/arn";
import type { BucketRoleArgs } from "./BucketRole";

/**
 * ARN of a bucket role as IAM makes it, known before the role is there.
 * @param provider of the bucket account, which is asked for what was left out.
 */
export function bucketRoleArnOf(
  {
    partition,
    bucketAccountId,
    path = "/",
    roleName,
  }: Pick<BucketRoleArgs, "partition" | "bucketAccountId" | "path" | "roleName">,
  provider: Provider | undefined,
): pulumi.Output<string> {
  return pulumi
    .all([
      partition ?? getPartitionOutput({}, { provider }).partition,
      bucketAccountId ?? getCallerIdentityOutput({}, { provider }).accountId,
      path,
      roleName,
    ])
    .apply(([inPartition, account, inPath, name]) =>
      roleArn({ partition: inPartition, account, path: inPath, name }),
    );
}
