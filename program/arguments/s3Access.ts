import type { S3Access } from "../../model/access/s3Permissions";
import { partitionOfRegion } from "../../model/aws/arn";
import type { Customer } from "../settings";

/** What a customer's settings say of the bucket: the same rights, whichever role holds them. */
export function s3Access({ bucketAccount, bucket }: Pick<Customer, "bucketAccount" | "bucket">): S3Access {
  return {
    partition: partitionOfRegion(bucketAccount.region),
    bucketAccount: bucketAccount.id,
    bucket: bucket.name,
    prefix: bucket.prefix,
    access: bucket.access,
    vendorRights: bucket.vendorRights,
    fullAccess: bucket.fullAccess,
    ...(bucket.kmsKeyArn !== undefined && { kmsKeyArn: bucket.kmsKeyArn }),
  };
}
