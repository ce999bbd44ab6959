import { refusalOf } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { bucketPlace } from "../aws/bucketPlace";
import { refusal } from "../settings";

/**
 * Reads where the bucket really is, and refuses one that the server cannot serve.
 * @param account the account that owns it.
 * @param bucket name of the bucket.
 * @param serverRegion region of the Aspera server.
 * @throws RunError when it is missing, cannot be looked up, or is in another region.
 */
export async function confirmBucket(
  account: AwsAccount,
  bucket: string,
  serverRegion: string,
): Promise<void> {
  const { wrong } = await bucketPlace(account, bucket, serverRegion);
  if (wrong) throw refusal(refusalOf(`bucket "${bucket}" in the server's region ${serverRegion}`, wrong));
}
