import { reasonText } from "../denial";
import { finding } from "../finding";
import { bucketRemedy, type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
  /** What AWS adds to the refusal; mostly empty. */
  readonly because: string;
}

const ACTION = "s3:GetObject";
const objects = ({ bucket, prefix = "" }: Facts) => `${bucket}/${prefix}*`;
const remedy = (facts: Facts) => bucketRemedy(facts, { action: ACTION, resource: objects(facts) });

export const downloadRefused = finding<Facts>({
  code: "link-download-refused",
  owner: (facts) => remedy(facts)?.owner ?? rightsHolder(facts).owner,
  transient: true,
  text: (facts) => `${ACTION} on ${objects(facts)} was denied${reasonText(facts.because)}`,
  hint: (facts) =>
    remedy(facts)?.hint ??
    `allow ${rightsHolder(facts).role} ${ACTION} on ${objects(facts)}; if the bucket is encrypted with a KMS key, also kms:Decrypt on that key; look for a Deny in the bucket policy`,
  meaning:
    "Files can be listed and uploaded, but not read: downloads fail. The proof read back an object that it had made itself, and deleted it.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    prefix: "incoming/",
    because: "with an explicit deny in a resource-based policy",
  },
});
