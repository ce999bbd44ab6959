import { RIGHTS_POLICY } from "../../model/access/bucketRole";
import { type Found, found, refusalOf } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { reasonOf } from "../aws/reason";
import { attachedArns, inlineNames } from "../aws/rolePolicies";
import { policiesTakenOff } from "../findings/access/policiesTakenOff";
import { otherPolicies } from "../findings/preflight/otherPolicies";
import { type Customer, refusal } from "../settings";
import type { HeldResource } from "./stackState";

const EXCLUSIVE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";

/** What `up` takes off a bucket role that was made by somebody else: names of inline policies, ARNs of attached ones. */
export async function policiesBesideOurs(
  roleName: string,
  account: Pick<AwsAccount, "iam">,
): Promise<string[]> {
  try {
    const [inline, attached] = await Promise.all([
      inlineNames(account, roleName),
      attachedArns(account, roleName),
    ]);
    return [...inline.filter((name) => name !== RIGHTS_POLICY), ...attached];
  } catch (error) {
    return [`whatever it has, which cannot be listed (${reasonOf(error)})`];
  }
}

/**
 * What `up` takes off a bucket role that was just imported: one in the state without its list of policies, which is about to
 * be made.
 * @throws RunError for policies without consent.
 */
export async function confirmAdopted(
  { name: roleName, adopt }: NonNullable<Customer["bucketRole"]>,
  stack: string,
  account: AwsAccount,
  held: readonly HeldResource[],
): Promise<Found[]> {
  if (held.some(({ type, outputs }) => type === EXCLUSIVE && outputs.roleName === roleName)) return [];
  const policies = await policiesBesideOurs(roleName, account);
  if (policies.length === 0) return [];
  const facts = { roleName, policies: policies.join(", "), stack };
  if (adopt) return [found(policiesTakenOff, facts)];
  throw refusal(refusalOf("a bucket role with this link's rights alone", found(otherPolicies, facts)));
}
