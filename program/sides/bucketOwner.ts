import type { Provider } from "@pulumi/aws/provider";
import { type Found, found } from "../../model/findings/finding";
import { accountProvider } from "../accounts/accountProvider";
import { type AwsAccount, awsAccount } from "../aws/account";
import { notVisibleFromHere } from "../findings/access/notVisibleFromHere";
import { type Settings, spansTwoAccounts, type TwoAccountCustomer } from "../settings";

/** The account of a customer's bucket, as far as this stack holds credentials for it. */
export interface BucketOwner {
  /** The customer, where this stack makes their role. */
  readonly partner?: TwoAccountCustomer;
  /** Makes that role. */
  readonly bucketProvider?: Provider;
  /** To be looked at; undefined where it is somebody else's. */
  readonly owner?: AwsAccount;
  /** What cannot be seen. */
  readonly unseen: readonly Found[];
}

/** Who owns the bucket: with one account the server account itself, and with `side: server` nobody whom we could ask. */
export function bucketOwner({ side, customer, tags }: Settings, server: AwsAccount): BucketOwner {
  if (!customer || !spansTwoAccounts(customer)) return { owner: server, unseen: [] };
  const { bucketAccount, bucketRole, bucket } = customer;
  if (side === "server") {
    const what = `bucket ${bucket.name}, and role ${bucketRole.name} with its trust,`;
    return { unseen: [found(notVisibleFromHere, { side, account: bucketAccount.id, what })] };
  }
  return {
    partner: customer,
    bucketProvider: accountProvider("bucket-account", bucketAccount, tags),
    owner: awsAccount("bucketAccount", bucketAccount),
    unseen: [],
  };
}
