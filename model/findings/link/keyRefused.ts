import { kmsKeyStatement } from "../../access/kmsKeyStatement";
import type { Operation } from "../../access/s3Permissions";
import { type Remedy, reasonText, remedyOf } from "../denial";
import { finding } from "../finding";
import { type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  /** What a transfer user may do there. */
  readonly access: readonly Operation[];
  /** ARN of the key that the link says the bucket has; left out where it says none. */
  readonly kmsKeyArn?: string;
  /** ARN of the key that AWS names in the refusal; empty where it names none. */
  readonly named: string;
  /** The right that is missing, such as `kms:GenerateDataKey`. */
  readonly action: string;
  /** What AWS adds to the refusal; mostly empty. */
  readonly because: string;
}

const keyOf = ({ bucket, named, kmsKeyArn }: Facts) =>
  named || kmsKeyArn || `the KMS key of bucket ${bucket}`;

/** A key that the link does not name gets no right from it, whatever the accounts allow: that comes first. */
function ownRemedy(facts: Facts): Remedy | undefined {
  const { kmsKeyArn, named, bucket } = facts;
  if (kmsKeyArn !== undefined && (named === "" || named === kmsKeyArn)) return undefined;
  const arn = named || "the ARN of the key that the default encryption of the bucket names";
  const hint =
    kmsKeyArn === undefined
      ? `set \`kmsKeyArn\` to ${arn}: ${rightsHolder(facts).role} gets the right to use it from nothing else, and a right ` +
        "that is added by hand is taken away again"
      : `bucket ${bucket} is encrypted with another key than \`kmsKeyArn\` says: set that to ${named}, or have the bucket's ` +
        `default encryption name ${kmsKeyArn}`;
  return { owner: "operator", hint };
}

function policyRemedy(facts: Facts): Remedy | undefined {
  const { role, owner } = rightsHolder(facts);
  const key = keyOf(facts);
  if (/ resource-based policy\b/.test(facts.because)) return undefined;
  const { because, action } = facts;
  const resourcePolicy = `policy of ${key}`;
  return remedyOf({
    ...{ because, action, role, roleOwner: owner },
    ...{ resource: key, resourceOwner: owner, resourcePolicy },
  });
}

/** The key's own policy: what is said of it where AWS gives no reason, since that is the one we cannot write. */
function keysPolicy(facts: Facts): Remedy {
  const { role, owner } = rightsHolder(facts);
  const statement = kmsKeyStatement(facts, role);
  const exempt = `see that no Deny in it keeps ${role} out`;
  const hint = `in the policy of ${keyOf(facts)}, ${exempt}, and add the statement ${JSON.stringify(statement)}`;
  return { owner, hint: `in the ${owner}: ${hint}` };
}

const remedy = (facts: Facts) => ownRemedy(facts) ?? policyRemedy(facts) ?? keysPolicy(facts);

export const keyRefused = finding<Facts>({
  code: "link-key-refused",
  owner: (facts) => remedy(facts).owner,
  transient: true,
  text: (facts) =>
    `${facts.action} on ${keyOf(facts)} was denied, which uploads to ${facts.bucket} need${reasonText(facts.because)}`,
  hint: (facts) => remedy(facts).hint,
  meaning:
    "The bucket's own rights suffice, but its files are encrypted with a KMS key that the role may not use: uploads and " +
    "downloads fail. The role's policy and the key's policy must both allow it, unless the key's policy leaves that to IAM.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    access: ["upload", "download"],
    kmsKeyArn: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    named: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    action: "kms:GenerateDataKey",
    because: "because no resource-based policy allows the kms:GenerateDataKey action",
  },
});
