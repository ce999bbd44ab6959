import { reasonText } from "../denial";
import { finding } from "../finding";
import { bucketRemedy, type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
  /** The right that is missing: `s3:PutObject` or `s3:AbortMultipartUpload`. */
  readonly action: string;
  /** What AWS adds to the refusal; mostly empty. */
  readonly because: string;
}

const remedy = (facts: Facts) =>
  bucketRemedy(facts, { action: facts.action, resource: `${facts.bucket}/${facts.prefix ?? ""}*` });

export const uploadRefused = finding<Facts>({
  code: "link-upload-refused",
  owner: (facts) => remedy(facts)?.owner ?? rightsHolder(facts).owner,
  transient: true,
  text: ({ bucket, prefix = "", action, because }) =>
    `${action} on ${bucket}/${prefix}* was denied${reasonText(because)}`,
  hint: (facts) =>
    remedy(facts)?.hint ??
    `allow ${rightsHolder(facts).role} ${facts.action} on ${facts.bucket}/${facts.prefix ?? ""}*; if the bucket is ` +
      "encrypted with a KMS key, also kms:GenerateDataKey and kms:Decrypt on that key; look for a Deny in the bucket policy",
  meaning:
    "The folder can be seen, but nothing can be uploaded to it. Without s3:AbortMultipartUpload, interrupted transfers leave " +
    "parts behind, which are billed.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    prefix: "incoming/",
    action: "s3:PutObject",
    because: "because no identity-based policy allows the s3:PutObject action",
  },
});
