import { finding } from "../finding";
import { type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
}

export const listRefused = finding<Facts>({
  code: "link-list-refused",
  owner: (facts) => rightsHolder(facts).owner,
  transient: true,
  text: ({ bucket, prefix }) => `s3:ListBucket on ${bucket} was denied for ${keys(prefix)}`,
  hint: (facts) =>
    `allow ${rightsHolder(facts).role} s3:ListBucket on ${facts.bucket} for ${keys(facts.prefix)}; a Deny in the bucket ` +
    "policy or in a VPC endpoint's policy also blocks it",
  meaning:
    "The server has credentials, but may not look into the folder: browsing fails, and so do transfers that have to look " +
    "there first.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    prefix: "incoming/",
  },
});

function keys(prefix = ""): string {
  return prefix === "" ? "every key" : `keys under ${prefix}`;
}
