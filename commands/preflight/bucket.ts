import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Customer } from "../../components/settings/types";
import { type Finding, firstLine, ok, stop } from "./finding";

/** The bucket: it is there, of the right account, and in the server's region. */
export async function bucketCheck(
  { bucket, bucketAccount }: Customer,
  serverRegion: string,
  s3: S3Client,
): Promise<Finding> {
  const check = "bucket";
  try {
    const { BucketRegion: region } = await s3.send(
      new HeadBucketCommand({ Bucket: bucket.name, ExpectedBucketOwner: bucketAccount.id }),
    );
    if (region === undefined || region === serverRegion)
      return ok(check, `${bucket.name} in ${region ?? "a region that S3 does not tell"}`);
    return stop(
      check,
      `${bucket.name} is in ${region}, the server in ${serverRegion}`,
      "Aspera serves buckets of its own region only; use a bucket there, or a server here",
    );
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404)
      return stop(
        check,
        `expected a bucket named ${bucket.name}, found none`,
        `aws s3 mb s3://${bucket.name}`,
      );
    const words = status === 403 ? "HTTP 403: another account's, or not ours to read" : firstLine(error);
    return stop(
      check,
      `${bucket.name}: ${words}`,
      "the bucket account's credentials need s3:ListBucket on it",
    );
  }
}
