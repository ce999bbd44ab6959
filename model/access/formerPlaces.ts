import type { BucketPlace } from "./bucketPlace";
import { type PolicyDocument, policyDocument } from "./policyDocument";
import { type S3Access, s3Permissions } from "./s3Permissions";

/**
 * The rights on one bucket and prefix, and on those that the running docroot may still use.
 * @param s3 what is wanted.
 * @param former places that are no longer wanted: each has statements of its own, so that nothing is mixed.
 */
export function s3PermissionsWithFormer(s3: S3Access, former: readonly BucketPlace[]): PolicyDocument {
  const { partition, bucketAccount } = s3;
  const added = former.flatMap((place, at) =>
    s3Permissions({ partition, bucketAccount, ...place }).Statement.map((statement) => ({
      ...statement,
      Sid: `${statement.Sid}Former${at + 1}`,
    })),
  );
  return policyDocument(...s3Permissions(s3).Statement, ...added);
}
