import { roleNameOf } from "../../aws/arn";
import { finding } from "../finding";

interface Facts {
  /** Id of the account whose owner is waited for. */
  readonly account: string;
  readonly bucketRoleArn: string;
}

export const waiting = finding<Facts>({
  code: "link-waiting",
  owner: "bucket account",
  transient: true,
  text: ({ account, bucketRoleArn }) =>
    `waiting for account ${account}: role ${roleNameOf(bucketRoleArn)} cannot be assumed yet`,
  hint: ({ account }) =>
    `send the owner of account ${account} what its role needs, as a file of settings (docs/two-companies.md) or as a kit ` +
    "(docs/kit.md); once it is there, `pulumi up` again",
  meaning:
    "The server's side is made, and the owner of the bucket has not made theirs. The docroot was not switched, so nothing is " +
    "cut off; nothing can be transferred over the link either. A link that has stood once is never said to wait.",
  example: { account: "444455556666", bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme" },
});
