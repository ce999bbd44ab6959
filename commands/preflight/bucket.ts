import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { found } from "../../model/findings/finding";
import { bucketInOtherRegion } from "../../program/findings/access/bucketInOtherRegion";
import { bucketMissing } from "../../program/findings/access/bucketMissing";
import { bucketNotReadable } from "../../program/findings/access/bucketNotReadable";
import { type Customer, spansTwoAccounts } from "../../program/settings";
import { type CheckResult, ok, reasonOf, stop } from "./result";

const CHECK = "bucket";

/** The bucket: it is there, of the right account, and in the server's region. */
export async function bucketCheck(
  customer: Customer,
  serverRegion: string,
  s3: S3Client,
): Promise<CheckResult> {
  const { name: bucket } = customer.bucket;
  const account = spansTwoAccounts(customer) ? "bucketAccount" : "serverAccount";
  try {
    const { BucketRegion: bucketRegion } = await s3.send(
      new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: customer.bucketAccount.id }),
    );
    if (bucketRegion === undefined || bucketRegion === serverRegion)
      return ok(CHECK, `${bucket} in ${bucketRegion ?? "a region that S3 does not tell"}`);
    return stop(CHECK, found(bucketInOtherRegion, { bucket, bucketRegion, serverRegion }));
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return stop(CHECK, found(bucketMissing, { bucket, account }));
    const reason = status === 403 ? "HTTP 403, it is another account's or not readable" : reasonOf(error);
    return stop(CHECK, found(bucketNotReadable, { bucket, account, reason }));
  }
}
