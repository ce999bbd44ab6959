import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly bucket: string;
  /** Id, ARN or alias. */
  readonly key: string;
  readonly roleArn: string;
  /** What the key's policy does not give. */
  readonly rights: readonly string[];
}

export const keyNotForRole = finding<Facts>({
  code: "access-key-not-for-role",
  owner: "bucket account",
  transient: false,
  text: ({ bucket, key, roleArn, rights }) =>
    `bucket ${bucket} encrypts with KMS key ${key}, whose policy does not let ${roleArn} use ${rights.join(" and ")}`,
  hint: ({ roleArn, rights }) =>
    `add a statement to the key's policy that allows ${rights.join(", ")} to ${roleArn}, unless a grant of the key does; with \`kmsKeyArn\` in aspera:bucket, naming the account is enough`,
  meaning:
    "S3 refuses uploads without kms:GenerateDataKey, and downloads and uploads in parts without kms:Decrypt. What the " +
    "key's policy gives to a whole account reaches a role only where its own policies give it too, as `kmsKeyArn` makes them.",
  example: {
    bucket: "acme-media",
    key: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    roleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    rights: ["kms:GenerateDataKey", "kms:Decrypt"],
  },
});
