import { kmsKeyMisfit } from "../../../model/access/kmsKey";
import type { Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";

/** Refuses a KMS key of another partition, region or account than the bucket's; another account only where none is named. */
export function checkKmsKey({ bucket, bucketAccount, serverAccount }: Values, refuse: Refuse): void {
  const owner = bucketAccount ?? serverAccount;
  if (!bucket?.kmsKeyArn || !owner) return;
  const { kmsKeyArn, kmsKeyAccount } = bucket;
  const misfit = kmsKeyMisfit(kmsKeyArn, { region: owner.region, account: kmsKeyAccount ?? owner.id });
  if (misfit) refuse("bucket.kmsKeyArn", misfit, kmsKeyArn);
}
