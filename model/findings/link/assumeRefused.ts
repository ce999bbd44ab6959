import { type RefusedCall, reasonText, remedyOf } from "../denial";
import { finding } from "../finding";

interface Facts {
  readonly serverRoleArn: string;
  readonly bucketRoleArn: string;
  /** What AWS adds to the refusal: `because no identity-based policy allows ...`; mostly empty. */
  readonly because: string;
}

const call = ({ serverRoleArn, bucketRoleArn, because }: Facts): RefusedCall => ({
  because,
  action: "sts:AssumeRole",
  role: serverRoleArn,
  roleOwner: "server account",
  resource: bucketRoleArn,
  resourceOwner: "bucket account",
  resourcePolicy: `trust policy of ${bucketRoleArn}, with this link's sts:ExternalId`,
});

const allow = ({ serverRoleArn, bucketRoleArn }: Facts) =>
  `in the server account, allow ${serverRoleArn} sts:AssumeRole on ${bucketRoleArn}: its policies, its permissions ` +
  "boundary and any service control policy";

const trust = ({ serverRoleArn, bucketRoleArn }: Facts) =>
  `in the bucket account, make ${bucketRoleArn} trust ${serverRoleArn} with this link's sts:ExternalId; a principal ` +
  "`AROA...` there is a server role that was deleted: write the ARN again";

export const assumeRefused = finding<Facts>({
  code: "link-assume-refused",
  owner: (facts) => remedyOf(call(facts))?.owner ?? "either account",
  transient: true,
  text: ({ bucketRoleArn, because }) => `sts:AssumeRole on ${bucketRoleArn} was denied${reasonText(because)}`,
  hint: (facts) => remedyOf(call(facts))?.hint ?? `${allow(facts)}; ${trust(facts)}`,
  meaning:
    "The server gets no credentials for the bucket, so every transfer of this customer fails. Both accounts must allow the " +
    "call; where AWS says which kind of policy refused it, the owner is known, otherwise check both.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    because: "with an explicit deny in a service control policy",
  },
});
