import * as pulumi from "@pulumi/pulumi";
import { checkedTemplate } from "./template";

/** Where a docroot leads, and how it is written. */
export interface DocrootPlaceArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Folder inside the bucket, ending with a slash; default: the whole bucket. */
  readonly prefix?: pulumi.Input<string>;
  /** ARN of the role that the server assumes; leave it out where the server role holds the rights itself. */
  readonly bucketRoleArn?: pulumi.Input<string>;
  /** What the server presents to assume that role; a secret. */
  readonly externalId?: pulumi.Input<string>;
  /**
   * Text with the placeholders `{host}`, `{bucket}`, `{prefix}`, `{encodedPrefix}`, `{roleArn}`, `{externalId}`, in place
   * of the default, `s3://{host}/{bucket}/{prefix}?iam-role.arn={roleArn}&iam-role.external-id={externalId}`.
   */
  readonly template?: pulumi.Input<string>;
  /** Host of the object storage; default `s3.amazonaws.com`. */
  readonly storageHost?: pulumi.Input<string>;
}

/** The place as our plugin's resources take it, its external ID a secret. */
export function placeInputs(args: DocrootPlaceArgs) {
  const { bucket, prefix, bucketRoleArn, externalId, storageHost } = args;
  return {
    bucket,
    prefix,
    bucketRoleArn,
    externalId: externalId === undefined ? undefined : pulumi.secret(externalId),
    template: checkedTemplate(args, bucketRoleArn !== undefined),
    storageHost,
  };
}
