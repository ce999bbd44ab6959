import type { AwsAccount } from "../../program/aws/account";
import { bucketPlace } from "../../program/aws/bucketPlace";
import { type CheckResult, ok, stop } from "./result";

const CHECK = "bucket";

/** The bucket: it is there, of the right account, and in the server's region. */
export async function bucketCheck(
  bucket: string,
  serverRegion: string,
  account: AwsAccount,
): Promise<CheckResult> {
  const place = await bucketPlace(account, bucket, serverRegion);
  return place.wrong ? stop(CHECK, place.wrong) : ok(CHECK, `${bucket} in ${place.region}`);
}
