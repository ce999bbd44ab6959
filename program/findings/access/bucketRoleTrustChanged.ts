import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** Who may assume it now, in words. */
  readonly is: string;
  /** Who should. */
  readonly expected: string;
}

export const bucketRoleTrustChanged = finding<Facts>({
  code: "access-bucket-role-trust-changed",
  owner: "bucket account",
  transient: false,
  text: ({ roleName, is, expected }) =>
    `the trust of bucket role ${roleName} differs: ${is}; expected: ${expected}`,
  hint: () => "ask who changed it; `pulumi up` puts it back",
  meaning:
    "The trust says who may reach the customer's files. The document itself is secret, because it holds the external ID, so a " +
    "diff of it shows nothing; these words do.",
  example: {
    roleName: "aspera-acme",
    is: "the server role may sts:AssumeRole without any condition",
    expected: "the server role may sts:AssumeRole with external ID (ours)",
  },
});
