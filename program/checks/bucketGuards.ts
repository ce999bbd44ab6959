import { openToAnybody } from "../../model/access/openToAnybody";
import { deletingRules } from "../../model/aws/bucketLifecycle";
import { type Found, found } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { bucketGuards as guardsOf, type Look, PUBLIC_ACCESS_BLOCK } from "../aws/bucketGuards";
import { bucketOpenToAnybody } from "../findings/access/bucketOpenToAnybody";
import { bucketSettingsNotVisible } from "../findings/access/bucketSettingsNotVisible";
import { lifecycleDeletes } from "../findings/access/lifecycleDeletes";
import { objectWriterOwns } from "../findings/access/objectWriterOwns";
import { publicAccessBlockOff } from "../findings/access/publicAccessBlockOff";
import type { Customer } from "../settings";
import { bucketKey } from "./bucketKey";

/**
 * What the bucket's owner says of the bucket that no stack makes: whether the world is kept out, whose what is written is,
 * and what is deleted by itself. Reported, never changed: the bucket is the owner's.
 * @param roleArn the role that reads and writes it.
 * @param account the account that owns it.
 */
export async function bucketGuards(
  customer: Pick<Customer, "bucket">,
  roleArn: string,
  account: AwsAccount,
): Promise<Found[]> {
  const { name: bucket, prefix } = customer.bucket;
  const { publicAccessBlock, policy, ownership, lifecycle, key } = await guardsOf(account, bucket);
  const { region, profile } = account.settings;
  const where = { bucket, region, profile };
  const off = seen(publicAccessBlock, (on) => PUBLIC_ACCESS_BLOCK.filter((part) => !on.includes(part)));
  const open = seen(policy, (text) => (text === undefined ? [] : openToAnybody(text)));
  const rules = seen(lifecycle, (all) => deletingRules(all, prefix));
  const unseen = Object.entries({
    "s3:GetBucketPublicAccessBlock": publicAccessBlock,
    "s3:GetBucketPolicy": policy,
    "s3:GetBucketOwnershipControls": ownership,
    "s3:GetLifecycleConfiguration": lifecycle,
    "s3:GetEncryptionConfiguration": key,
  }).flatMap(([right, { reason }]) => (reason === undefined ? [] : [{ right, reason }]));
  const [first] = unseen;
  return [
    ...(off.length > 0 ? [found(publicAccessBlockOff, { ...where, off })] : []),
    ...(open.length > 0 ? [found(bucketOpenToAnybody, { bucket, open })] : []),
    ...seen(ownership, (is) => (is === "ObjectWriter" ? [found(objectWriterOwns, where)] : [])),
    ...(rules.length > 0 ? [found(lifecycleDeletes, { bucket, prefix, rules })] : []),
    ...(key.reason === undefined && key.seen !== undefined
      ? await bucketKey(key.seen, customer, roleArn, account)
      : []),
    ...(first
      ? [
          found(bucketSettingsNotVisible, {
            bucket,
            rights: unseen.map(({ right }) => right),
            reason: first.reason,
          }),
        ]
      : []),
  ];
}

function seen<T, Made>(look: Look<T>, make: (seen: T) => Made[]): Made[] {
  return look.reason === undefined ? make(look.seen) : [];
}
