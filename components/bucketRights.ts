import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import type { BucketPlace } from "../model/access/bucketPlace";
import { s3PermissionsWithFormer } from "../model/access/formerPlaces";
import type { PolicyDocument } from "../model/access/policyDocument";
import { fitsPolicy } from "../model/access/policyText";
import { OPERATIONS, type Operation, type S3Access } from "../model/access/s3Permissions";
import { checkedKmsKey } from "./kmsKey";
import { refusal } from "./refusal";

/** What may be done with one bucket, whichever role holds the rights. */
export interface BucketRightsArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Folder inside the bucket, ending with a slash; default: the whole bucket. Refuses characters beyond U+00FF: IAM does. */
  readonly prefix?: pulumi.Input<string>;
  /** What a transfer user may do: `upload`, `download`, `browse`, `delete`; default: all four. */
  readonly access?: pulumi.Input<pulumi.Input<Operation>[]>;
  /** True gives each of these words all that IBM's table asks for it: `upload` and `browse` delete, `browse` downloads; default false. */
  readonly vendorRights?: pulumi.Input<boolean>;
  /** True gives every right on the whole bucket, whatever prefix and access say; default false. */
  readonly fullAccess?: pulumi.Input<boolean>;
  /**
   * ARN of the KMS key that the bucket is encrypted with, `arn:aws:kms:REGION:ACCOUNT:key/ID`: the rights then include its use
   * through S3 of that region. Default: no right on any key. Refuses an alias; AsperaLink and Link a key of another region, too.
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Twelve-digit id of the account that owns the bucket; default: the provider's own account. */
  readonly bucketAccountId?: pulumi.Input<string>;
  /** AWS partition; default: asked of the provider. */
  readonly partition?: pulumi.Input<string>;
}

/**
 * The same in plain values, as the policies are made from.
 * @param parent whose provider is asked for what was left out.
 * @throws RunError for a prefix that no policy can hold; one that is not known yet makes the output fail.
 */
export function s3AccessOf(args: BucketRightsArgs, parent: pulumi.Resource): pulumi.Output<S3Access> {
  confirmPrefix(args.prefix);
  return pulumi
    .output({
      partition: args.partition ?? getPartitionOutput({}, { parent }).partition,
      bucketAccount: args.bucketAccountId ?? getCallerIdentityOutput({}, { parent }).accountId,
      bucket: args.bucket,
      prefix: args.prefix ?? "",
      access: args.access ?? [...OPERATIONS],
      vendorRights: args.vendorRights ?? false,
      fullAccess: args.fullAccess ?? false,
      ...(args.kmsKeyArn !== undefined && { kmsKeyArn: checkedKmsKey(args) }),
    })
    .apply((access) => {
      confirmPrefix(access.prefix);
      return access as S3Access;
    });
}

/** @throws RunError for a prefix that no policy can hold; one that is not known yet passes. */
export function confirmPrefix(prefix: BucketRightsArgs["prefix"]): void {
  if (typeof prefix !== "string" || fitsPolicy(prefix)) return;
  throw refusal(
    `expected a prefix of characters up to U+00FF, got ${JSON.stringify(prefix)}\n` +
      "hint: choose another folder; IAM takes no others in a role's policy",
  );
}

/**
 * The policy that holds these rights.
 * @param former places on which they are held besides, while a docroot moves.
 * @param parent whose provider is asked for what was left out.
 */
export function s3PolicyOf(
  args: BucketRightsArgs,
  former: pulumi.Input<BucketPlace[]>,
  parent: pulumi.Resource,
): pulumi.Output<PolicyDocument> {
  return pulumi
    .all([s3AccessOf(args, parent), former])
    .apply(([access, places]) => s3PermissionsWithFormer(access, places));
}
