import { finding } from "../../../model/findings/finding";
import { listFit } from "../../../model/text/listFit";

interface Facts {
  readonly bucket: string;
  /** Id, ARN or alias. */
  readonly key: string;
  /** What anybody may do, one text a statement. */
  readonly open: readonly string[];
}

export const keyOpenToAnybody = finding<Facts>({
  code: "access-key-open-to-anybody",
  owner: "bucket account",
  transient: false,
  text: ({ bucket, key, open }) =>
    `the policy of KMS key ${key}, with which bucket ${bucket} encrypts, lets anybody do ${listFit(open, "; ")}`,
  hint: () =>
    "name in those statements who is meant, or bind them to your account with kms:CallerAccount; no stack makes or changes them",
  meaning:
    "The key no longer keeps anybody from the customer's files: what is left is the bucket's policy and the roles. Whoever may " +
    "change the key can take the files away from everybody.",
  example: {
    bucket: "acme-media",
    key: "1234abcd-12ab-34cd-56ef-1234567890ab",
    open: ["kms:Decrypt on *"],
  },
});
