import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  /** As the agent masks it. */
  readonly docroot: string;
  readonly fingerprint: string;
}

export const foreign = finding<Facts>({
  code: "docroot-foreign",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, docroot, fingerprint }) =>
    `transfer user ${transferUser} on ${place} already has a docroot that this stack did not set: ${docroot} ` +
    `(fingerprint ${fingerprint})`,
  hint: ({ fingerprint }) =>
    `use another transfer user; or, to replace exactly this docroot, set takeOver to ${fingerprint}`,
  meaning:
    "This user is in use for another place, by another stack or a manual set-up. Replacing the docroot would send those files " +
    "to this customer's bucket, so nothing is changed until the replacement is allowed by name.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    docroot: "s3://(masked)@s3.amazonaws.com/old-bucket",
    fingerprint: "0123456789abcdef",
  },
});
