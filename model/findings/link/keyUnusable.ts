import { finding } from "../finding";
import { type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  /** ARN of the key that the link says the bucket has; left out where it says none. */
  readonly kmsKeyArn?: string;
  /** S3's code: `KMS.DisabledException`. */
  readonly reason: string;
}

export const keyUnusable = finding<Facts>({
  code: "link-key-unusable",
  owner: (facts) => rightsHolder(facts).owner,
  transient: false,
  text: ({ bucket, reason }) => `bucket ${bucket} is encrypted with a KMS key that S3 cannot use: ${reason}`,
  hint: ({ bucket, kmsKeyArn = "KEY" }) =>
    `\`aws s3api get-bucket-encryption --bucket ${bucket}\` names the key, and ` +
    `\`aws kms describe-key --key-id ${kmsKeyArn}\` its KeyState: enable it, cancel its deletion, or give the bucket another key`,
  meaning:
    "The key is disabled, about to be deleted, or not there. No file of the bucket can be written or read, by anybody, until " +
    "the key's owner puts that right.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    kmsKeyArn: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    reason: "KMS.DisabledException",
  },
});
