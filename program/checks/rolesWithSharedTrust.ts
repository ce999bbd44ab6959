import { sharedTrust } from "../../model/access/sharedTrust";
import { type Found, found } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { reasonOf } from "../aws/reason";
import { everyRole } from "../aws/role";
import { rolesNotVisible } from "../findings/access/rolesNotVisible";
import { rolesWithSharedTrust as withSharedTrust } from "../findings/access/rolesWithSharedTrust";
import type { TwoAccountCustomer } from "../settings";

/**
 * The other roles of the bucket account that trust the server role, but for those that another stack made.
 * @param serverRoleArn ARN of the server role.
 * @param account the bucket account; needs `iam:ListRoles`.
 */
export async function rolesWithSharedTrust(
  { bucketRole, externalId }: TwoAccountCustomer,
  serverRoleArn: string,
  account: AwsAccount,
): Promise<Found[]> {
  const reader = { serverRoleArn, externalId: externalId.reveal() };
  try {
    const others = (await everyRole(account)).flatMap(({ name, trust: document }) => {
      if (name === bucketRole.name || !document.includes(serverRoleArn)) return [];
      const trust = sharedTrust(document, reader);
      return trust === undefined ? [] : [{ name, trust }];
    });
    return others.length > 0 ? [found(withSharedTrust, { roleName: bucketRole.name, others })] : [];
  } catch (error) {
    return [found(rolesNotVisible, { account: account.settings.id, reason: reasonOf(error) })];
  }
}
