import { FACTS } from "./facts";
import { NO_REASON, NOT_ASKED, type Row } from "./row";

const BUCKET_ROLE = FACTS.bucketRoleArn;

/** Whose a refused AssumeRole is to put right, by the kind of policy that AWS names. */
const KINDS: readonly (readonly [kind: string, owner: string])[] = [
  ["session policy", "either account"],
  ["identity-based policy", "server account"],
  ["permissions boundary", "server account"],
  ["service control policy", "server account"],
  ["VPC endpoint policy", "server account"],
  ["resource-based policy", "bucket account"],
  ["resource control policy", "bucket account"],
  ["role trust policy", "bucket account"],
];
const ARN = "arn:aws:organizations::123456789012:policy/o-abc/service_control_policy/p-8yhr4h9o";
/** What AWS says of a refusal by a kind of policy, in both of its forms. */
export const bothForms = (kind: string, action: string) => [
  `because no ${kind} allows the ${action} action`,
  `with an explicit deny in ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`,
];
const REASONS = [
  ["", "either account"] as const,
  ["because of a kind that is new", "either account"] as const,
  ...KINDS.flatMap(([kind, owner]) =>
    bothForms(kind, "sts:AssumeRole").flatMap((because) => [
      [because, owner] as const,
      [`${because}: ${ARN}`, owner] as const,
    ]),
  ),
];

/** What may be wrong with the bucket role and its external ID. */
export const ASSUMING: readonly Row[] = [
  ...REASONS.map(
    ([because, owner]): Row => [
      "assume-refused",
      owner,
      `sts:AssumeRole on ${BUCKET_ROLE} was denied${because && ` ${because}`}`,
      { assume: "refused", because: { ...NO_REASON, assume: because }, ...NOT_ASKED },
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
