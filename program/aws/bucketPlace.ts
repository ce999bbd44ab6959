import { FindingError, type Found, found } from "../../model/findings/finding";
import { bucketInOtherRegion } from "../findings/access/bucketInOtherRegion";
import { bucketMissing } from "../findings/access/bucketMissing";
import { bucketNotReadable } from "../findings/access/bucketNotReadable";
import type { AwsAccount } from "./account";
import { identityOf } from "./identity";
import { reasonOf, statusOf } from "./reason";

/** Where a bucket is: its region, or what is wrong. */
export type BucketPlace = { readonly region: string; readonly wrong?: undefined } | { readonly wrong: Found };

/** S3 names the region of a bucket in this header, with 200, 301 and 403 alike (S3 API Reference, HeadBucket). */
const REGION_HEADER = "x-amz-bucket-region";

/**
 * Asks S3 itself where a bucket is. It must be of the account, and in the server's region: Aspera's object storage daemon
 * turns away a bucket of another one at session start (IBM, "Aspera on Demand support for S3 in different regions").
 * @param account the account that owns the bucket.
 */
export async function bucketPlace(
  account: AwsAccount,
  bucket: string,
  serverRegion: string,
): Promise<BucketPlace> {
  const facts = { bucket, account: account.key };
  const placed = (bucketRegion: string): BucketPlace =>
    bucketRegion === serverRegion
      ? { region: bucketRegion }
      : { wrong: found(bucketInOtherRegion, { bucket, bucketRegion, serverRegion }) };
  try {
    const { HeadBucketCommand } = await import("@aws-sdk/client-s3");
    const { BucketRegion: region } = await (await account.s3()).send(
      new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account.settings.id }),
    );
    return placed(region ?? serverRegion);
  } catch (error) {
    if (error instanceof FindingError) return { wrong: error.found };
    const region = regionIn(error);
    if (region !== undefined && region !== serverRegion) return placed(region);
    // Another account's credentials see no bucket of this one: that comes first.
    const { wrong } = await identityOf(account);
    if (wrong) return { wrong };
    const status = statusOf(error);
    if (status === 404) return { wrong: found(bucketMissing, facts) };
    const reason = status === 403 ? "HTTP 403, it is another account's or not readable" : reasonOf(error);
    return { wrong: found(bucketNotReadable, { ...facts, reason }) };
  }
}

function regionIn(error: unknown): string | undefined {
  const { $response } = error as { $response?: { headers?: Record<string, string> } };
  return $response?.headers?.[REGION_HEADER];
}
