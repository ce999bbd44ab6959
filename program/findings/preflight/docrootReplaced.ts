import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly transferUser: string;
  /** As the agent masks it. */
  readonly docroot: string;
  readonly fingerprint: string;
}

export const docrootReplaced = finding<Facts>({
  code: "preflight-docroot-replaced",
  owner: "operator",
  transient: false,
  text: ({ transferUser, docroot, fingerprint }) =>
    `\`pulumi up\` will replace the docroot of transfer user ${transferUser}, which this stack did not set: ${docroot} ` +
    `(fingerprint ${fingerprint})`,
  hint: () => "make sure that nobody needs it any more; otherwise remove aspera:takeOver",
  meaning:
    "The setting aspera:takeOver allows exactly this docroot to be replaced. Transfers of that user then go to this " +
    "stack's bucket.",
  example: {
    transferUser: "acme",
    docroot: "s3://(masked)@s3.amazonaws.com/old-bucket",
    fingerprint: "0123456789abcdef",
  },
});
