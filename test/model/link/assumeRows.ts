import { FACTS } from "./facts";
import { NOT_ASKED, type Row } from "./row";

const BUCKET_ROLE = FACTS.bucketRoleArn;

/** What AWS says of a refused AssumeRole, and whose that is to put right. */
const REASONS: readonly (readonly [because: string, owner: string])[] = [
  ["", "either account"],
  ["because no session policy allows the sts:AssumeRole action", "either account"],
  ["because no identity-based policy allows the sts:AssumeRole action", "server account"],
  ["because no permissions boundary allows it", "server account"],
  ["because no service control policy allows the sts:AssumeRole action", "server account"],
  ["because no VPC endpoint policy allows the sts:AssumeRole action", "server account"],
  ["because no resource-based policy allows it", "bucket account"],
  ["because no resource control policy allows it", "bucket account"],
  ["because the role trust policy allows nobody", "bucket account"],
];

/** What may be wrong with the bucket role and its external ID. */
export const ASSUMING: readonly Row[] = [
  ...REASONS.map(
    ([because, owner]): Row => [
      "assume-refused",
      owner,
      `sts:AssumeRole on ${BUCKET_ROLE} was denied${because && ` ${because}`}`,
      { assume: "refused", because, ...NOT_ASKED },
    ],
  ),
  [
    "unexpected-answer",
    "operator",
    "not proven: STS answered HTTP 400 ExpiredToken to AssumeRole",
    { assume: "other: HTTP 400 ExpiredToken", ...NOT_ASKED },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: STS answered nothing (not asked) to AssumeRole",
    { assume: "not asked", ...NOT_ASKED },
  ],
  [
    "aws-unreachable",
    "server account",
    "cannot reach STS",
    { assume: "unreachable: no answer in time", ...NOT_ASKED },
  ],
  ["open-without-external-id", "bucket account", BUCKET_ROLE, { without: "done" }],
  [
    "open-without-external-id",
    "bucket account",
    BUCKET_ROLE,
    { without: "done", wrong: "done", list: "refused" },
  ],
  ["open-with-wrong-external-id", "bucket account", BUCKET_ROLE, { wrong: "done" }],
  [
    "open-with-wrong-external-id",
    "bucket account",
    BUCKET_ROLE,
    { without: "other: HTTP 503", wrong: "done" },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: STS answered HTTP 503 ServiceUnavailable to AssumeRole without the external ID",
    { without: "other: HTTP 503 ServiceUnavailable" },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: STS answered nothing (no answer in time) to AssumeRole with a wrong external ID",
    { wrong: "unreachable: no answer in time" },
  ],
];
