import { finding } from "../finding";

interface Facts {
  readonly bucketRoleArn: string;
  /** Id of the account whose owner is to make it from now on. */
  readonly account: string;
}

export const roleGivenAway = finding<Facts>({
  code: "handover-role-given-away",
  owner: "operator",
  transient: false,
  text: ({ bucketRoleArn, account }) =>
    `this stack made ${bucketRoleArn}, which the owner of account ${account} is to make from now on: leaving it out deletes it`,
  hint: () =>
    "name another bucket role, which its owner makes first: the running docroot keeps this one until the new one is proven and in place",
  meaning:
    "A stack of the server's side holds no credentials for the bucket account and makes nothing there. A role that this stack made " +
    "would be deleted at the end of the `up`, with the running docroot still on it.",
  example: { bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme", account: "444455556666" },
});
