import { RIGHTS_POLICY } from "../../model/access/bucketRole";
import { serverRightName } from "../../model/access/serverRight";
import { found } from "../../model/findings/finding";
import type { AwsAccount } from "../../program/aws/account";
import type { AccountKey } from "../../program/aws/credentials";
import { reasonOf } from "../../program/aws/reason";
import { policiesBesideOurs } from "../../program/checks/otherPolicies";
import { policiesTakenOff } from "../../program/findings/access/policiesTakenOff";
import { serverRoleMissing } from "../../program/findings/access/serverRoleMissing";
import { serverRoleNotVisible } from "../../program/findings/access/serverRoleNotVisible";
import { namesNotVisible } from "../../program/findings/preflight/namesNotVisible";
import { nameTaken } from "../../program/findings/preflight/nameTaken";
import { otherPolicies } from "../../program/findings/preflight/otherPolicies";
import type { Settings, TwoAccountCustomer } from "../../program/settings";
import { CHECKS } from "./account";
import { describeExisting, type Existing, exists, POLICY, PROFILE, ROLE } from "./existing";
import { bucketRoleNames, LOGICAL_NAMES } from "./logicalNames";
import { type CheckResult, note, ok, stop } from "./result";

type Iam = Pick<AwsAccount, "iam">;

/** Tells whether the stack's state holds a resource already. */
export type Held = (type: string, id: string) => boolean;

/** What a look at our names found: the result, and what would have to be imported. */
export interface RolesResult {
  readonly result: CheckResult;
  readonly toImport: readonly Existing[];
  /** What an import would take off the role: it stops, unless the settings consent to it. */
  readonly consent?: CheckResult;
}

/** Names that this stack is to make, and where. */
interface Wanted {
  readonly check: string;
  /** Configuration key of the account. */
  readonly key: AccountKey;
  readonly stack: string;
  /** Name of the role, and everything else of ours on it. */
  readonly names: readonly [Existing, ...Existing[]];
}

/** The server's role and profile: made by this stack, or there already from the server's own. */
export async function serverRoleCheck(settings: Settings, account: Iam, held: Held): Promise<RolesResult> {
  const check = "server role";
  const { name: roleName, create } = settings.serverRole;
  const role = { type: ROLE, name: LOGICAL_NAMES.serverRole, id: roleName };
  if (create) {
    const profile = { type: PROFILE, name: LOGICAL_NAMES.serverProfile, id: roleName };
    const right = {
      type: POLICY,
      name: LOGICAL_NAMES.serverRight,
      id: `${roleName}:${serverRightName(settings.stack)}`,
    };
    const names = [role, profile, ...(settings.customer ? [right] : [])] as const;
    return namesAreFree({ check, key: "serverAccount", stack: settings.stack, names }, account, held);
  }
  try {
    return alone(
      (await exists(account, role))
        ? ok(check, `${roleName}, of another stack`)
        : stop(check, found(serverRoleMissing, { roleName })),
    );
  } catch (error) {
    // An `up` would stop there, too.
    return alone(stop(check, found(serverRoleNotVisible, { roleName, reason: reasonOf(error) })));
  }
}

const OTHER = "other policies";

/** The bucket role: ours to make, so nobody else may have one of its name. */
export async function bucketRoleCheck(
  { bucketRole }: Pick<TwoAccountCustomer, "bucketRole">,
  stack: string,
  account: Iam,
  held: Held,
): Promise<RolesResult> {
  const { role, rights } = bucketRoleNames(bucketRole.name);
  const names = [
    { type: ROLE, name: role, id: bucketRole.name },
    { type: POLICY, name: rights, id: `${bucketRole.name}:${RIGHTS_POLICY}` },
  ] as const;
  const free = await namesAreFree(
    { check: "bucket role", key: "bucketAccount", stack, names },
    account,
    held,
  );
  if (!free.toImport.some(({ type }) => type === ROLE)) return free;
  const policies = await policiesBesideOurs(bucketRole.name, account);
  if (policies.length === 0) return free;
  const facts = { roleName: bucketRole.name, policies: policies.join(", "), stack };
  const consent = bucketRole.adopt
    ? note(OTHER, found(policiesTakenOff, facts))
    : stop(OTHER, found(otherPolicies, facts));
  return { ...free, consent };
}

async function namesAreFree(
  { check, key, stack, names }: Wanted,
  account: Iam,
  held: Held,
): Promise<RolesResult> {
  const [{ id: roleName }] = names;
  try {
    const there = await Promise.all(names.map((one) => exists(account, one)));
    const existing = names.filter((_, at) => there[at]);
    const foreign = existing.filter(({ type, id }) => !held(type, id));
    if (foreign.length === 0) {
      const words = existing.length > 0 ? "made by this stack" : "the name is free";
      return alone(ok(check, `${roleName}: ${words}`));
    }
    const list = foreign.map(describeExisting).join(", ");
    const taken = found(nameTaken, { account: CHECKS[key], existing: list, stack });
    return { result: stop(check, taken), toImport: foreign };
  } catch (error) {
    return alone(unreadable(check, key, roleName, error));
  }
}

function alone(result: CheckResult): RolesResult {
  return { result, toImport: [] };
}

function unreadable(check: string, key: AccountKey, roleName: string, error: unknown): CheckResult {
  const reason = reasonOf(error);
  return note(check, found(namesNotVisible, { account: CHECKS[key], key, roleName, reason }));
}
