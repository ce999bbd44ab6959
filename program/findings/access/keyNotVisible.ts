import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly bucket: string;
  /** Id, ARN or alias. */
  readonly key: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const keyNotVisible = finding<Facts>({
  code: "access-key-not-visible",
  owner: "bucket account",
  transient: false,
  unseen: true,
  text: ({ bucket, key, reason }) =>
    `the policy of KMS key ${key}, with which bucket ${bucket} encrypts, is not visible from here: ${reason}`,
  hint: () =>
    "let the credentials of the bucket's account use kms:GetKeyPolicy and kms:DescribeKey on it; of another account's key, ask its owner",
  meaning: "Until it can be read, nobody sees whether the link's role can use the key, and who else can.",
  example: { bucket: "acme-media", key: "alias/media", reason: "AccessDeniedException" },
});
