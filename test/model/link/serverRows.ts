import { FACTS } from "./facts";
import { AFTER_ROLE, OTHER, type Row } from "./row";

/** What may be wrong before a bucket comes into it. */
export const ON_THE_SERVER: readonly Row[] = [
  ["no-curl", "operator", "curl is not installed", { curl: "missing", metadata: "not asked" }],
  [
    "metadata-off",
    "operator",
    "at http://169.254.169.254 is off or blocked",
    { metadata: "off", instanceRole: "", ...AFTER_ROLE },
  ],
  [
    "no-instance-role",
    "server account",
    "has no IAM role",
    { instanceRole: "", caller: "", whoami: "not asked", ...AFTER_ROLE },
  ],
  [
    "instance-role-without-credentials",
    "server account",
    "instance role aspera-server: AssumeRoleUnauthorizedAccess",
    { instanceRoleTrouble: "AssumeRoleUnauthorizedAccess", whoami: "not asked" },
  ],
  [
    "instance-role-without-credentials",
    "server account",
    "instance role aspera-server: no answer in time",
    { instanceRoleTrouble: "unreachable: no answer in time", whoami: "not asked" },
  ],
  [
    "clock-off",
    "operator",
    "400 s slow",
    { skew: -400, whoami: "other: HTTP 403 SignatureDoesNotMatch", ...AFTER_ROLE },
  ],
  ["clock-off", "operator", "300 s fast", { skew: 300 }],
  [
    "aws-unreachable",
    "server account",
    "cannot reach STS at https://sts.us-east-1.amazonaws.com: no answer in time",
    { whoami: "unreachable: no answer in time", caller: "", skew: null, ...AFTER_ROLE },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: STS answered HTTP 403 InvalidClientTokenId to GetCallerIdentity",
    { whoami: "other: HTTP 403 InvalidClientTokenId", caller: "", ...AFTER_ROLE },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: STS answered HTTP 403 AccessDenied to GetCallerIdentity",
    { whoami: "refused", caller: "", ...AFTER_ROLE },
  ],
  [
    "wrong-role",
    "server account",
    `runs as ${OTHER}, not as ${FACTS.serverRoleArn}`,
    { caller: OTHER, ...AFTER_ROLE },
  ],
  ["wrong-role", "server account", "a role that STS did not name", { caller: "", ...AFTER_ROLE }],
  [
    "wrong-role",
    "server account",
    "arn:aws:sts::999988887777:assumed-role/aspera-server/i-0",
    { caller: "arn:aws:sts::999988887777:assumed-role/aspera-server/i-0", ...AFTER_ROLE },
  ],
];
