import { finding } from "../finding";
import { type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
  /** The right that is missing: `s3:PutObject` or `s3:AbortMultipartUpload`. */
  readonly action: string;
}

export const uploadRefused = finding<Facts>({
  code: "link-upload-refused",
  owner: (facts) => rightsHolder(facts).owner,
  transient: true,
  text: ({ bucket, prefix = "", action }) => `${action} on ${bucket}/${prefix}* was denied`,
  hint: (facts) =>
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
  },
});
