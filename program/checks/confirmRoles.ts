import { pathOfRole } from "../../model/aws/arn";
import { type Found, found, refusalOf } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { profileExists, roleNamed } from "../aws/role";
import { rolePathChanged } from "../findings/access/rolePathChanged";
import { nameTaken } from "../findings/preflight/nameTaken";
import { type Customer, refusal, type Settings, spansTwoAccounts } from "../settings";
import { confirmAdopted } from "./otherPolicies";
import { type HeldResource, heldResources } from "./stackState";

const ROLE = "aws:iam/role:Role";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";

/** Where the roles are looked up. */
export interface RolesAt {
  /** The server account; undefined where it is somebody else's. */
  readonly server?: AwsAccount;
  /** The account of the bucket; undefined where it is somebody else's. */
  readonly owner?: AwsAccount;
  /** What the stack holds; only asked when one of the names exists. */
  readonly held?: typeof heldResources;
}

/**
 * Refuses, before anything is made, a role or profile of this stack's name that is there and not in this stack: IAM would
 * refuse it half-way. Whose it is, only the stack's state can say; a role that was just imported is in it, and so is what a
 * failed `up` has made.
 *
 * An imported bucket role with policies of somebody else's takes a word of consent, since `up` takes them off.
 * @returns what will be taken off, where that was consented to.
 * @throws RunError for names that are taken, for a role whose path was changed but not its name, and for policies without
 * consent.
 */
export async function confirmRoles(settings: Settings, at: RolesAt): Promise<Found[]> {
  const { serverRole, stack } = settings;
  const { server, owner } = at;
  const bucketRole = owner && bucketRoleOf(settings);
  const [ofServer, ofBucket] = await Promise.all([
    server && serverRole.create ? namesThere(server, serverRole.name, true) : [],
    bucketRole ? namesThere(owner, bucketRole.name, false) : [],
  ]);
  if (ofServer.length + ofBucket.length === 0) return [];
  const held = await (at.held ?? heldResources)();
  // Nobody knows whose they are then; IAM itself refuses what is taken.
  if (!held) return [];

  for (const [key, role, names] of [
    ["serverRole", serverRole, ofServer],
    ["bucketRole", bucketRole, ofBucket],
  ] as const) {
    confirmOwn(key, names, held, stack);
    if (role) confirmPath(key, role.path, names);
  }
  return bucketRole && ofBucket.length > 0 ? confirmAdopted(bucketRole, stack, owner, held) : [];
}

function bucketRoleOf({ customer, bucketSide }: Settings): Customer["bucketRole"] {
  if (bucketSide) return bucketSide.bucketRole;
  return customer && spansTwoAccounts(customer) ? customer.bucketRole : undefined;
}

type RoleKey = "serverRole" | "bucketRole";

/** While preflight plans an import, what is taken is what is to be imported. */
function confirmOwn(
  key: RoleKey,
  names: readonly Named[],
  held: readonly HeldResource[],
  stack: string,
): void {
  const taken = names.filter((name) => !isHeld(name, held)).map(({ words }) => words);
  if (taken.length === 0 || process.env.ASPERA_IMPORT === "plan") return;
  const account = key === "serverRole" ? "server account" : "bucket account";
  const facts = { account, existing: taken.join(", "), stack } as const;
  throw refusal(refusalOf("the names of this stack's roles to be free", found(nameTaken, facts)));
}

function confirmPath(key: RoleKey, wanted: string, names: readonly Named[]): void {
  for (const { arn, name: roleName } of names) {
    const is = arn === undefined ? wanted : pathOfRole(arn);
    if (is === wanted) continue;
    const moved = found(rolePathChanged, { key, roleName, is, wanted });
    throw refusal(refusalOf(`role ${roleName} below ${wanted}`, moved));
  }
}

/** Something in an account that has a name of ours. */
interface Named {
  readonly type: string;
  readonly name: string;
  /** ARN; undefined where it is not known. */
  readonly arn?: string;
  readonly words: string;
}

/** What is there of a name; nothing where it cannot be looked up, or another account answers: others say that. */
async function namesThere(account: AwsAccount, name: string, withProfile: boolean): Promise<Named[]> {
  const [role, profile] = await Promise.all([
    roleNamed(account, name).catch(() => undefined),
    withProfile ? profileExists(account, name).catch(() => false) : false,
  ]);
  if (role && !role.arn.includes(`:${account.settings.id}:`)) return [];
  return [
    ...(role ? [{ type: ROLE, name, arn: role.arn, words: `role ${name}` }] : []),
    ...(profile ? [{ type: PROFILE, name, words: `instance profile ${name}` }] : []),
  ];
}

function isHeld({ type, name, arn }: Named, held: readonly HeldResource[]): boolean {
  return held.some(
    (one) => one.type === type && one.outputs.name === name && (arn === undefined || one.outputs.arn === arn),
  );
}
