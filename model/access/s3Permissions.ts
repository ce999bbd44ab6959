import { bucketArn } from "../aws/arn";
import { type PolicyDocument, policyDocument, type Statement } from "./policyDocument";

/** What a transfer user may do. */
export type Operation = "upload" | "download" | "browse" | "delete";

/** Every operation, in the order in which they are shown. */
export const OPERATIONS: readonly Operation[] = ["upload", "download", "browse", "delete"];

/**
 * IBM's minimum per operation ("Using Amazon IAM roles", HST server 4.4; older: support page 748023).
 * It asks for `s3:DeleteObject` with upload and browse too; a stack that must not delete uses `[download]`.
 */
const OBJECT_ACTIONS: Record<Operation, readonly string[]> = {
  upload: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
  download: ["s3:GetObject"],
  browse: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts"],
  delete: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts"],
};

const LISTING_OPERATIONS: readonly Operation[] = ["upload", "download", "browse"];

/** One bucket, one folder in it, and what may be done there. */
export interface S3Access {
  readonly partition: string;
  /** Twelve-digit id of the account that owns the bucket. */
  readonly bucketAccount: string;
  readonly bucket: string;
  /** Folder inside the bucket: empty for the whole bucket, else ending with a slash. */
  readonly prefix: string;
  readonly access: readonly Operation[];
  /** True gives every right on the whole bucket, whatever prefix and access say; default false. */
  readonly fullAccess?: boolean;
}

/**
 * The rights of a transfer user on one bucket and prefix, nothing wider. Every statement is bound to the account that
 * owns the bucket: when a bucket is deleted and a stranger makes one of that name, nothing is read from it or sent to it.
 */
export function s3Permissions({
  partition,
  bucketAccount,
  bucket,
  prefix,
  access,
  fullAccess = false,
}: S3Access): PolicyDocument {
  const ownBucket = { StringEquals: { "aws:ResourceAccount": bucketAccount } };
  if (fullAccess) return policyDocument(everyRight(partition, bucket, ownBucket));
  const lists = access.some((operation) => LISTING_OPERATIONS.includes(operation));
  const statements: Statement[] = [];
  if (lists) {
    statements.push({
      Sid: "ListFolder",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucketArn(partition, bucket),
      Condition: prefix === "" ? ownBucket : { StringLike: { "s3:prefix": [`${prefix}*`] }, ...ownBucket },
    });
  }
  statements.push({
    Sid: "ReadBucketFacts",
    Effect: "Allow",
    Action: lists
      ? ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"]
      : ["s3:ListBucketMultipartUploads"],
    Resource: bucketArn(partition, bucket),
    Condition: ownBucket,
  });
  statements.push({
    Sid: "UseObjects",
    Effect: "Allow",
    Action: [...new Set(access.flatMap((operation) => OBJECT_ACTIONS[operation]))].sort(),
    Resource: bucketArn(partition, bucket, `${prefix}*`),
    Condition: ownBucket,
  });
  return policyDocument(...statements);
}

/**
 * What IBM's articles call full access is `s3:*` on every bucket there is. Ours is `s3:*` on the one bucket that the docroot
 * leads to: a docroot names one bucket, so the rights on all others would only wait to be misused.
 */
function everyRight(partition: string, bucket: string, Condition: Statement["Condition"]): Statement {
  return {
    Sid: "FullAccess",
    Effect: "Allow",
    Action: "s3:*",
    Resource: [bucketArn(partition, bucket), bucketArn(partition, bucket, "*")],
    Condition,
  };
}
