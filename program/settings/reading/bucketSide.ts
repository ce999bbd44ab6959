import type { CheckedValues } from "../schema/keys";

/** What a stack of the bucket's side makes: the role in the bucket account, for a server that it does not reach. */
export type BucketSide = Readonly<NonNullable<ReturnType<typeof bucketSideOf>>>;

/** The bucket's side; undefined in a stack of another side. */
export function bucketSideOf(values: CheckedValues) {
  const { side, bucketAccount, bucketRole, bucket, externalId, previousExternalIds, sessionName } = values;
  if (side !== "bucket" || !bucketAccount || !bucketRole || !bucket || !externalId) return undefined;
  return { bucketAccount, bucketRole, bucket, externalId, previousExternalIds, sessionName };
}
