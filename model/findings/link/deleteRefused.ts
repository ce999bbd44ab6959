import { reasonText } from "../denial";
import { finding } from "../finding";
import { bucketRemedy, type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  readonly prefix?: string;
  /** What AWS adds to the refusal; mostly empty. */
  readonly because: string;
}

const ACTION = "s3:DeleteObject";
const objects = ({ bucket, prefix = "" }: Facts) => `${bucket}/${prefix}*`;
const remedy = (facts: Facts) => bucketRemedy(facts, { action: ACTION, resource: objects(facts) });

export const deleteRefused = finding<Facts>({
  code: "link-delete-refused",
  owner: (facts) => remedy(facts)?.owner ?? rightsHolder(facts).owner,
  transient: true,
  text: (facts) => `${ACTION} on ${objects(facts)} was denied${reasonText(facts.because)}`,
  hint: (facts) =>
    remedy(facts)?.hint ??
    `allow ${rightsHolder(facts).role} ${ACTION} on ${objects(facts)}; look for a Deny in the bucket policy`,
  meaning:
    "Files cannot be deleted, as `delete` promises. The proof tried it with a name of its own that no file has, so nothing was deleted; where it could not delete, it made no object to read back, so that `read` is not asked.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    prefix: "incoming/",
    because: "with an explicit deny in a resource-based policy",
  },
});
