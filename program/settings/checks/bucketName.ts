import type { KeyName, Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { usesTwoAccounts } from "./presence";

/** A name of S3's account regional namespace: `PREFIX-ACCOUNT-REGION-an` (S3 User Guide, "Namespaces"). */
const ACCOUNT_REGIONAL = /-(\d{12})-([a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2})-an$/;

/** Refuses a name of the account regional namespace that says another account or region than the settings do. */
export function checkBucketName(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const { bucket, serverAccount, bucketAccount } = values;
  const [key, owner] = usesTwoAccounts(present, values)
    ? (["bucketAccount", bucketAccount] as const)
    : (["serverAccount", serverAccount] as const);
  const [, account, region] = ACCOUNT_REGIONAL.exec(bucket?.name ?? "") ?? [];
  if (!owner || (account === undefined && region === undefined)) return;
  if (account === owner.id && region === owner.region) return;
  refuse("bucket.name", {
    expected: `a bucket of account ${owner.id} in ${owner.region}, as aspera:${key} says`,
    got: `a name that only account ${account} can give a bucket, and only in ${region}`,
    hint: `correct aspera:bucket.name or aspera:${key}; S3 keeps names that end in -ACCOUNT-REGION-an for that account and region`,
  });
}
