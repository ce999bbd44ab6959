import { finding } from "../finding";
import { type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
}

export const readableOutsidePrefix = finding<Facts>({
  code: "link-readable-outside-prefix",
  owner: (facts) => rightsHolder(facts).owner,
  transient: true,
  text: ({ bucket, prefix = "" }) => `keys of ${bucket} outside ${prefix} can be listed`,
  hint: (facts) =>
    `limit s3:ListBucket to s3:prefix ${facts.prefix ?? ""}*: in every policy of ${rightsHolder(facts).role}, and in the ` +
    "bucket policy",
  meaning:
    "Transfers work, but the role sees more of the bucket than the folder it was meant for: the names of the customer's other " +
    "files are exposed to the server.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    prefix: "incoming/",
  },
});
