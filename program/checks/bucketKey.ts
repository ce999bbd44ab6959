import { lackingOnKey } from "../../model/access/keyRights";
import { openToAnybody } from "../../model/access/openToAnybody";
import { type Found, found } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { keyPolicy } from "../aws/keyPolicy";
import { keyNotForRole } from "../findings/access/keyNotForRole";
import { keyNotVisible } from "../findings/access/keyNotVisible";
import { keyOpenToAnybody } from "../findings/access/keyOpenToAnybody";
import type { Customer } from "../settings";

/**
 * Whether the role can use the KMS key with which a bucket encrypts, and whether anybody can.
 * @param key id, ARN or alias of the key.
 * @param roleArn the role that reads and writes the bucket.
 * @param account the account that owns the bucket.
 */
export async function bucketKey(
  key: string,
  { bucket: { name: bucket, access, kmsKeyArn } }: Pick<Customer, "bucket">,
  roleArn: string,
  account: AwsAccount,
): Promise<Found[]> {
  const { seen: policy, reason } = { seen: "", ...(await keyPolicy(account, key)) };
  if (reason !== undefined) return [found(keyNotVisible, { bucket, key, reason })];
  const open = openToAnybody(policy);
  const rights = lackingOnKey(policy, roleArn, access, kmsKeyArn !== undefined);
  return [
    ...(open.length > 0 ? [found(keyOpenToAnybody, { bucket, key, open })] : []),
    ...(rights.length > 0 ? [found(keyNotForRole, { bucket, key, roleArn, rights })] : []),
  ];
}
