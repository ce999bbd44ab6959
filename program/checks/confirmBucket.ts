import type { Provider } from "@pulumi/aws/provider";
import { getBucket } from "@pulumi/aws/s3/getBucket";
import { type Found, found, refusalOf } from "../../model/findings/finding";
import { providerReason, saysMissing } from "../accounts/providerReason";
import { bucketInOtherRegion } from "../findings/access/bucketInOtherRegion";
import { bucketMissing } from "../findings/access/bucketMissing";
import { bucketNotReadable } from "../findings/access/bucketNotReadable";
import { refusal } from "../settings";

/**
 * Reads where the bucket really is, and refuses one that the server cannot serve: Aspera's object storage daemon turns
 * away a bucket of another region at session start (IBM, "Aspera on Demand support for S3 in different regions").
 * @param bucket name of the bucket.
 * @param account configuration key of the account that owns it.
 * @param provider provider of that account.
 * @param serverRegion region of the Aspera server.
 * @throws RunError when it is missing, cannot be looked up, or is in another region.
 */
export async function confirmBucket(
  bucket: string,
  account: "bucketAccount" | "serverAccount",
  provider: Provider,
  serverRegion: string,
): Promise<void> {
  const wrong = await look(bucket, account, provider, serverRegion);
  if (wrong) throw refusal(refusalOf(`bucket "${bucket}" in the server's region ${serverRegion}`, wrong));
}

async function look(
  bucket: string,
  account: string,
  provider: Provider,
  serverRegion: string,
): Promise<Found | undefined> {
  try {
    const { bucketRegion } = await getBucket({ bucket }, { provider });
    if (bucketRegion === serverRegion) return undefined;
    return found(bucketInOtherRegion, { bucket, bucketRegion, serverRegion });
  } catch (error) {
    return saysMissing(error)
      ? found(bucketMissing, { bucket, account })
      : found(bucketNotReadable, { bucket, account, reason: providerReason(error) });
  }
}
