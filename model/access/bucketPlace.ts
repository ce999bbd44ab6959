import type { Operation } from "./s3Permissions";

/** What may be done where in a bucket. */
export interface BucketPlace {
  readonly bucket: string;
  /** Folder inside the bucket: empty for the whole bucket, else ending with a slash. */
  readonly prefix: string;
  readonly access: readonly Operation[];
  /** Whether each operation has all that IBM's table asks for it. */
  readonly vendorRights: boolean;
  /** Whether everything on the whole bucket is allowed, whatever prefix and access say. */
  readonly fullAccess: boolean;
  /** ARN of the KMS key that may be used with it; left out for none. */
  readonly kmsKeyArn?: string;
}

/** Whether all that one place allows is allowed by another. */
export function includesPlace(wide: BucketPlace, narrow: BucketPlace): boolean {
  if (wide.bucket !== narrow.bucket) return false;
  if (narrow.kmsKeyArn !== undefined && narrow.kmsKeyArn !== wide.kmsKeyArn) return false;
  if (wide.fullAccess) return true;
  return (
    !narrow.fullAccess &&
    narrow.prefix.startsWith(wide.prefix) &&
    narrow.access.every((operation) => wide.access.includes(operation)) &&
    (wide.vendorRights || !narrow.vendorRights)
  );
}

/** Whether nothing in the bucket lies outside of a place. */
export function isWholeBucket({ prefix, fullAccess }: BucketPlace): boolean {
  return fullAccess || prefix === "";
}
