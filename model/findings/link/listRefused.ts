import { reasonText } from "../denial";
import { finding } from "../finding";
import { bucketRemedy, type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
  /** What AWS adds to the refusal; mostly empty. */
  readonly because: string;
}

const remedy = (facts: Facts) =>
  bucketRemedy(facts, { action: "s3:ListBucket", resource: `${facts.bucket} for ${keys(facts.prefix)}` });

export const listRefused = finding<Facts>({
  code: "link-list-refused",
  owner: (facts) => remedy(facts)?.owner ?? rightsHolder(facts).owner,
  transient: true,
  text: ({ bucket, prefix, because }) =>
    `s3:ListBucket on ${bucket} was denied for ${keys(prefix)}${reasonText(because)}`,
  hint: (facts) =>
    remedy(facts)?.hint ??
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
    because: "because no resource-based policy allows the s3:ListBucket action",
  },
});

function keys(prefix = ""): string {
  return prefix === "" ? "every key" : `keys under ${prefix}`;
}
