import type { Provider } from "@pulumi/aws/provider";
import { getBucket } from "@pulumi/aws/s3/getBucket";
import { refusal } from "../refusal";
import { providerReason, saysMissing } from "./providerReason";

/**
 * Reads where the bucket really is, and refuses one that the server cannot serve: Aspera's object storage daemon turns
 * away a bucket of another region at session start (IBM, "Aspera on Demand support for S3 in different regions").
 * @param bucket name of the bucket.
 * @param account `aspera:...` key of the account that owns it.
 * @param provider provider of that account.
 * @param serverRegion region of the Aspera server.
 * @throws RunError when it is missing, not ours to read, or in another region.
 */
export async function confirmBucket(
  bucket: string,
  account: "bucketAccount" | "serverAccount",
  provider: Provider,
  serverRegion: string,
): Promise<void> {
  const region = await bucketRegion(bucket, account, provider);
  if (region === serverRegion) return;
  throw refusal(
    `aspera:bucket: expected bucket "${bucket}" in the server's region ${serverRegion}, found it in ${region}\n` +
      "hint: Aspera serves buckets of its own region only; use a bucket there, or a server here",
  );
}

async function bucketRegion(bucket: string, account: string, provider: Provider): Promise<string> {
  try {
    return (await getBucket({ bucket }, { provider })).bucketRegion;
  } catch (error) {
    throw refusal(
      saysMissing(error)
        ? `aspera:bucket: expected a bucket named "${bucket}" in the account of aspera:${account}, found none\n` +
            "hint: make the bucket first, or correct `name` in aspera:bucket"
        : `aspera:bucket: expected to read where bucket "${bucket}" is, got: ${providerReason(error)}\n` +
            `hint: the credentials of aspera:${account} need s3:ListBucket on it; or it is another account's bucket`,
    );
  }
}
