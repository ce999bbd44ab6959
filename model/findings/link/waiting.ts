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
    [
      `send the owner of account ${account} an invitation: \`npm run customer -- invite STACK\` (docs/two-companies.md)`,
      "or, where they have no Pulumi, a kit: `npm run kit -- --stack STACK --out FOLDER` (docs/kit.md)",
      "once their role is there, `pulumi up` again",
    ].join("\n"),
  meaning:
    "The server's side is made, and the owner of the bucket has not made theirs. The docroot was not switched, so nothing is " +
    "cut off; nothing can be transferred over the link either. A link that has stood once is never said to wait.",
  example: { account: "444455556666", bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme" },
});
