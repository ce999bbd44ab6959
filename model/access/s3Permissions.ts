import { bucketArn } from "../aws/arn";
import { useKey } from "./kmsRights";
import { type PolicyDocument, policyDocument, type Statement } from "./policyDocument";

/** What a transfer user may do. */
export type Operation = "upload" | "download" | "browse" | "delete";

/** Every operation, in the order in which they are shown. */
export const OPERATIONS: readonly Operation[] = ["upload", "download", "browse", "delete"];

/** What one operation takes: actions on the objects of the folder, and on the bucket itself. */
interface Rights {
  readonly objects: readonly string[];
  readonly bucket: readonly string[];
}

const LIST = "s3:ListBucket";
const LOCATION = "s3:GetBucketLocation";
const UPLOADS = "s3:ListBucketMultipartUploads";
const EVERYTHING = "s3:*";

/**
 * What each word says and no more: IBM's table without what belongs to another word. Uploads and downloads list the folder,
 * since both look for the file first; `s3:ListBucketMultipartUploads` goes only where an upload has to be found in order to
 * go on with it or to abort it, since it cannot be bound to a prefix.
 */
const RIGHTS: Record<Operation, Rights> = {
  upload: {
    objects: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
    bucket: [LIST, LOCATION, UPLOADS],
  },
  download: { objects: ["s3:GetObject"], bucket: [LIST, LOCATION] },
  browse: { objects: [], bucket: [LIST, LOCATION] },
  delete: { objects: ["s3:AbortMultipartUpload", "s3:DeleteObject"], bucket: [UPLOADS] },
};

/**
 * IBM's minimum per operation ("Using Amazon IAM roles", HST server 4.4; older: support page 748023): `upload` and `browse`
 * delete, `browse` downloads.
 */
const VENDOR_RIGHTS: Record<Operation, Rights> = {
  upload: {
    objects: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
    bucket: [LIST, LOCATION, UPLOADS],
  },
  download: { objects: ["s3:GetObject"], bucket: [LIST, LOCATION, UPLOADS] },
  browse: {
    objects: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts"],
    bucket: [LIST, LOCATION, UPLOADS],
  },
  delete: {
    objects: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts"],
    bucket: [UPLOADS],
  },
};

/** One bucket, one folder in it, and what may be done there. */
export interface S3Access {
  readonly partition: string;
  /** Twelve-digit id of the account that owns the bucket. */
  readonly bucketAccount: string;
  readonly bucket: string;
  /** Folder inside the bucket: empty for the whole bucket, else ending with a slash. */
  readonly prefix: string;
  readonly access: readonly Operation[];
  /** True gives each operation all that IBM's table asks for it, other operations' rights included; default false. */
  readonly vendorRights?: boolean;
  /** True gives every right on the whole bucket, whatever prefix and access say; default false. */
  readonly fullAccess?: boolean;
  /** ARN of the KMS key that the bucket is encrypted with; default: none, so no right on any key. */
  readonly kmsKeyArn?: string;
}

/** Every S3 action that the rights consist of. */
export function s3Actions({
  access,
  vendorRights = false,
  fullAccess = false,
}: Pick<S3Access, "access" | "vendorRights" | "fullAccess">): string[] {
  if (fullAccess) return [EVERYTHING];
  const table = vendorRights ? VENDOR_RIGHTS : RIGHTS;
  return allOf(access.flatMap((operation) => [table[operation].objects, table[operation].bucket]));
}

/** Whether the rights of these operations include listing the folder: those of all but deleting do. */
export function mayList(access: readonly Operation[]): boolean {
  return access.some((operation) => RIGHTS[operation].bucket.includes(LIST));
}

/**
 * The rights of a transfer user on one bucket and prefix, nothing wider. Every statement is bound to the account that
 * owns the bucket: when a bucket is deleted and a stranger makes one of that name, nothing is read from it or sent to it.
 */
export function s3Permissions(s3: S3Access): PolicyDocument {
  const { partition, bucketAccount, bucket, prefix, access, vendorRights = false, fullAccess = false } = s3;
  const ownBucket = { StringEquals: { "aws:ResourceAccount": bucketAccount } };
  const onKey = s3.kmsKeyArn === undefined ? [] : useKey(s3.kmsKeyArn, s3Actions(s3));
  if (fullAccess) return policyDocument(everyRight(partition, bucket, ownBucket), ...onKey);
  const table = vendorRights ? VENDOR_RIGHTS : RIGHTS;
  const onBucket = allOf(access.map((operation) => table[operation].bucket));
  const onObjects = allOf(access.map((operation) => table[operation].objects));
  const statements: Statement[] = [];
  if (onBucket.includes(LIST)) {
    statements.push({
      Sid: "ListFolder",
      Effect: "Allow",
      Action: LIST,
      Resource: bucketArn(partition, bucket),
      Condition: prefix === "" ? ownBucket : { StringLike: { "s3:prefix": [`${prefix}*`] }, ...ownBucket },
    });
  }
  statements.push({
    Sid: "ReadBucketFacts",
    Effect: "Allow",
    Action: onBucket.filter((action) => action !== LIST),
    Resource: bucketArn(partition, bucket),
    Condition: ownBucket,
  });
  if (onObjects.length > 0) {
    statements.push({
      Sid: "UseObjects",
      Effect: "Allow",
      Action: onObjects,
      Resource: bucketArn(partition, bucket, `${prefix}*`),
      Condition: ownBucket,
    });
  }
  return policyDocument(...statements, ...onKey);
}

/** The actions that IBM's table adds to what these words say; none for all four of them. */
export function addedByVendor(access: readonly Operation[]): string[] {
  const own = s3Actions({ access });
  return s3Actions({ access, vendorRights: true }).filter((action) => !own.includes(action));
}

/** Each action once, in one order, so that the same rights always make the same text. */
function allOf(actions: readonly (readonly string[])[]): string[] {
  return [...new Set(actions.flat())].sort();
}

/**
 * What IBM's articles call full access is `s3:*` on every bucket there is. Ours is `s3:*` on the one bucket that the docroot
 * leads to: a docroot names one bucket, so the rights on all others would only wait to be misused.
 */
function everyRight(partition: string, bucket: string, Condition: Statement["Condition"]): Statement {
  return {
    Sid: "FullAccess",
    Effect: "Allow",
    Action: EVERYTHING,
    Resource: [bucketArn(partition, bucket), bucketArn(partition, bucket, "*")],
    Condition,
  };
}
