import * as pulumi from "@pulumi/pulumi";
import { sharedTrust } from "../../model/access/sharedTrust";
import { type Found, found } from "../../model/findings/finding";
import { type Trusted, trustedIn } from "../../provider/handover/memory";
import type { AwsAccount } from "../aws/account";
import { reasonOf } from "../aws/reason";
import { everyRole } from "../aws/role";
import { rolesNotVisible } from "../findings/access/rolesNotVisible";
import { rolesWithSharedTrust as withSharedTrust } from "../findings/access/rolesWithSharedTrust";
import type { BucketSide, TwoAccountCustomer } from "../settings";

/**
 * The other roles of the bucket account that trust the server role, but for those that another stack made, and this stack's
 * own of before.
 * @param serverRoleArn ARN of the server role.
 * @param account the bucket account; needs `iam:ListRoles`.
 * @param trustedBefore what the stack left in trusts, as its handover remembers it.
 */
export function rolesWithSharedTrust(
  customer: BucketSide | TwoAccountCustomer,
  serverRoleArn: string,
  account: AwsAccount,
  trustedBefore: pulumi.Output<string>,
): pulumi.Output<Found[]> {
  // Asked at once, side by side with everything else; the handover is known later.
  const roles = lookedUp(account);
  return pulumi.unsecret(
    trustedBefore.apply(async (text) => among(await roles, customer, serverRoleArn, trustedIn(text))),
  );
}

type Roles = Awaited<ReturnType<typeof everyRole>>;

async function lookedUp(account: AwsAccount): Promise<Roles | Found> {
  try {
    return await everyRole(account);
  } catch (error) {
    return found(rolesNotVisible, { account: account.settings.id, reason: reasonOf(error) });
  }
}

function among(
  roles: Roles | Found,
  customer: BucketSide | TwoAccountCustomer,
  serverRoleArn: string,
  before: Trusted,
): Found[] {
  if ("code" in roles) return [roles];
  const ids = [customer.externalId.reveal(), ...(customer.previousExternalIds?.reveal() ?? [])];
  const reader = {
    serverRoles: [serverRoleArn, ...before.serverRoles],
    externalIds: [...ids, ...before.externalIds],
  };
  const { name: roleName } = customer.bucketRole;
  const own = new Set([roleName, ...before.bucketRoles.map((arn) => arn.split("/").pop())]);
  const others = roles.flatMap(({ name, trust: document }) => {
    const trust = own.has(name) ? undefined : sharedTrust(document, reader);
    return trust === undefined ? [] : [{ name, trust }];
  });
  return others.length > 0 ? [found(withSharedTrust, { roleName, others })] : [];
}
