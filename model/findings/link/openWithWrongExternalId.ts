import { finding } from "../finding";

interface Facts {
  readonly bucketRoleArn: string;
}

export const openWithWrongExternalId = finding<Facts>({
  code: "link-open-with-wrong-external-id",
  owner: "bucket account",
  transient: true,
  text: ({ bucketRoleArn }) => `${bucketRoleArn} can be assumed with a wrong external ID`,
  hint: ({ bucketRoleArn }) =>
    `in the trust policy of ${bucketRoleArn}, compare sts:ExternalId to this link's own ID by StringEquals; a wildcard ` +
    "in StringLike lets others through. `pulumi up` restores it where the stack manages that role",
  meaning:
    "Transfers work, but the external ID guards nothing: another customer of the server who gives this role's ARN as their " +
    "own gets at this customer's bucket, whatever their ID.",
  example: { bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme" },
});
