import { finding } from "../finding";

interface Facts {
  readonly bucketRoleArn: string;
}

export const openWithoutExternalId = finding<Facts>({
  code: "link-open-without-external-id",
  owner: "bucket account",
  transient: true,
  text: ({ bucketRoleArn }) => `${bucketRoleArn} can be assumed without the external ID`,
  hint: ({ bucketRoleArn }) =>
    `add the condition StringEquals sts:ExternalId to the trust policy of ${bucketRoleArn}, in every statement that ` +
    "trusts the server role; an IfExists operator lets a missing ID through. `pulumi up` restores it where the stack " +
    "manages that role",
  meaning:
    "Transfers work, but the guard against the confused deputy is gone: another customer of the server who gives this " +
    "role's ARN as their own gets at this customer's bucket.",
  example: { bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme" },
});
