import { found } from "../findings/finding";
import { clockOff } from "../findings/link/clockOff";
import { instanceRoleWithoutCredentials } from "../findings/link/instanceRoleWithoutCredentials";
import { metadataOff } from "../findings/link/metadataOff";
import { noCurl } from "../findings/link/noCurl";
import { noInstanceRole } from "../findings/link/noInstanceRole";
import { wrongRole } from "../findings/link/wrongRole";
import { type Rule, reasonOf, unreachableOrUnexpected } from "./rule";

/** STS refuses a request whose time is more than five minutes off (IAM User Guide, "Troubleshooting signed requests"). */
const CLOCK_LIMIT = 300;

const curl: Rule = (seen) => (seen.curl === "missing" ? found(noCurl, {}) : undefined);

const metadata: Rule = (seen, { endpoints, region }) =>
  seen.metadata === "off" || seen.metadata === "not asked"
    ? found(metadataOff, { address: endpoints.metadata, region })
    : undefined;

const instanceRole: Rule = ({ instanceRole: role, instanceRoleTrouble: trouble }, facts) => {
  if (role === "") return found(noInstanceRole, facts);
  return trouble === ""
    ? undefined
    : found(instanceRoleWithoutCredentials, { role, reason: reasonOf(trouble) });
};

/** Before the answers of STS: a wrong clock makes it refuse everything. */
const clock: Rule = ({ skew }) =>
  skew !== null && Math.abs(skew) >= CLOCK_LIMIT ? found(clockOff, { skew }) : undefined;

const identity: Rule = ({ whoami }, facts) =>
  whoami === "done" ? undefined : unreachableOrUnexpected("STS", "GetCallerIdentity", facts, whoami);

const expectedRole: Rule = ({ caller, assume }, facts) => {
  if (assume !== "not asked" || isSessionOf(caller, facts.serverRoleArn)) return undefined;
  return found(wrongRole, { caller, serverRoleArn: facts.serverRoleArn, region: facts.region });
};

/** Whether `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` is a session of `arn:aws:iam::ACCOUNT:role/PATH/NAME`. */
function isSessionOf(caller: string, role: string): boolean {
  const [, account, name] = /:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(role) ?? [];
  return caller.includes(`:sts::${account}:assumed-role/${name}/`);
}

/** What may be wrong on the server and in its account before a bucket comes into it, in the order of the telling. */
export const SERVER_RULES: readonly Rule[] = [curl, metadata, instanceRole, clock, identity, expectedRole];
