import { finding, type Owner } from "../finding";

interface Facts {
  readonly serverRoleArn: string;
  readonly bucketRoleArn: string;
  /** What AWS adds to the refusal: `because no identity-based policy allows ...`; mostly empty. */
  readonly because: string;
}

const SERVER_SIDE = /identity-based|permissions boundary|service control|VPC endpoint/i;
const BUCKET_SIDE = /resource-based|resource control|trust/i;

/** AWS may name the kind of policy that refused, and each kind lives in one of the two accounts. */
function sideAtFault({ because }: Facts): Owner {
  if (SERVER_SIDE.test(because)) return "server account";
  return BUCKET_SIDE.test(because) ? "bucket account" : "either account";
}

const allow = ({ serverRoleArn, bucketRoleArn }: Facts) =>
  `in the server account, allow ${serverRoleArn} sts:AssumeRole on ${bucketRoleArn}: its policies, its permissions ` +
  "boundary and any service control policy";

const trust = ({ serverRoleArn, bucketRoleArn }: Facts) =>
  `in the bucket account, make ${bucketRoleArn} trust ${serverRoleArn} with this link's sts:ExternalId; a principal ` +
  "`AROA...` there is a server role that was deleted: write the ARN again";

export const assumeRefused = finding<Facts>({
  code: "link-assume-refused",
  owner: sideAtFault,
  transient: true,
  text: ({ bucketRoleArn, because }) =>
    `sts:AssumeRole on ${bucketRoleArn} was denied${because === "" ? "" : ` ${because}`}`,
  hint(facts) {
    const side = sideAtFault(facts);
    if (side === "server account") return allow(facts);
    if (side === "bucket account") return trust(facts);
    return `${allow(facts)}; ${trust(facts)}`;
  },
  meaning:
    "The server gets no credentials for the bucket, so every transfer of this customer fails. Both accounts must allow the " +
    "call; where AWS says which kind of policy refused it, the owner is known, otherwise check both.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    because: "because no identity-based policy allows the sts:AssumeRole action",
  },
});
