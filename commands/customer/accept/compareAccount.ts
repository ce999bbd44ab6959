import { partitionOfArn } from "../../../model/aws/arn";
import type { Found } from "../../../model/findings/finding";
import type { Invitation } from "../../../model/invitation/invitation";
import { awsAccount } from "../../../program/aws/account";
import { bucketPlace } from "../../../program/aws/bucketPlace";
import { identityOf } from "../../../program/aws/identity";
import { bucketInOtherRegion } from "../../../program/findings/access/bucketInOtherRegion";
import { wrongAccount } from "../../../program/findings/access/wrongAccount";
import type { BucketSide, Fault } from "../../../program/settings";
import { asFault, OF_THE_ACCOUNT } from "../asFault";

/** What the account of whoever accepts says. */
export interface Compared {
  /** Why the invitation is not for this account, or not for its bucket. */
  readonly faults: readonly Fault[];
  /** Whose credentials were compared, an ARN; undefined where none were at hand. */
  readonly identity?: string;
  /** What could not be seen, or is not there yet. */
  readonly open?: Found;
}

/**
 * Compares an invitation with the account and the bucket that it is for, where there are credentials to look with. Another
 * account, partition or region is refused; a bucket may still be made.
 */
export async function compareAccount(
  { partition, region }: Invitation,
  { bucketAccount, bucket }: BucketSide,
  look = awsAccount,
): Promise<Compared> {
  const account = look("bucketAccount", bucketAccount);
  const { arn: identity, wrong } = { arn: undefined, ...(await identityOf(account)) };
  if (wrong?.code === wrongAccount.code) return { faults: [asFault("credentials", OF_THE_ACCOUNT, wrong)] };
  if (wrong || identity === undefined) return { faults: [], open: wrong };
  if (partitionOfArn(identity) !== partition)
    return {
      identity,
      faults: [
        {
          key: "partition",
          expected: `credentials of partition ${partition}`,
          got: identity,
          hint: "take credentials of the invitation's partition; a role of another one cannot let that server in",
        },
      ],
    };
  const { wrong: open } = await bucketPlace(account, bucket.name, region);
  if (open?.code !== bucketInOtherRegion.code) return { faults: [], identity, open };
  return { identity, faults: [asFault("region", `a bucket in the server's region ${region}`, open)] };
}
