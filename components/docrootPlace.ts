import * as pulumi from "@pulumi/pulumi";
import { defaultStorageHost } from "../model/docroot/storageHost";
import { DEFAULT_HOST } from "../model/docroot/uri";
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
   * Name of the session of that role, 2 to 64 characters of `A-Z a-z 0-9 _ + = , . @ -`: the bucket owner's CloudTrail shows it.
   * Default: the server's own choice.
   */
  readonly sessionName?: pulumi.Input<string>;
  /**
   * Text with the placeholders `{host}`, `{bucket}`, `{prefix}`, `{encodedPrefix}`, `{roleArn}`, `{externalId}`,
   * `{sessionName}`, in place of the default, `s3://{host}/{bucket}/{prefix}?iam-role.arn={roleArn}&iam-role.external-id={externalId}`.
   */
  readonly template?: pulumi.Input<string>;
  /** Host of the object storage; default `s3.amazonaws.com`, outside of the `aws` partition the S3 of `region`. */
  readonly storageHost?: pulumi.Input<string>;
  /** Region of the server and of the bucket; a docroot needs it only outside of the `aws` partition, for its default host. */
  readonly region?: pulumi.Input<string>;
}

/** The place as our plugin's resources take it, its external ID a secret. */
export function placeInputs(args: DocrootPlaceArgs) {
  const { bucket, prefix, bucketRoleArn, externalId, sessionName } = args;
  return {
    bucket,
    prefix,
    bucketRoleArn,
    externalId: externalId === undefined ? undefined : pulumi.secret(externalId),
    sessionName: bucketRoleArn === undefined ? undefined : sessionName,
    template: checkedTemplate(args, bucketRoleArn !== undefined),
    storageHost: storageHostOf(args),
  };
}

/** The host that was given, or that the region needs; none where the plugin's own default is right. */
function storageHostOf({ storageHost, region }: Pick<DocrootPlaceArgs, "storageHost" | "region">) {
  if (storageHost !== undefined || region === undefined) return storageHost;
  const needed = (name: string) => {
    const host = defaultStorageHost(name);
    return host === DEFAULT_HOST ? undefined : host;
  };
  return typeof region === "string" ? needed(region) : (pulumi.output(region).apply(needed) as HostOutput);
}

/** Nothing is known of a host that was left out but its absence. */
type HostOutput = pulumi.Output<string>;
