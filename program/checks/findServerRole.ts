import { accountOfArn } from "../../model/aws/arn";
import { FindingError, type Found, found, refusalOf } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { identityOf } from "../aws/identity";
import { reasonOf } from "../aws/reason";
import { type RoleSeen, roleNamed } from "../aws/role";
import { serverRoleMissing } from "../findings/access/serverRoleMissing";
import { serverRoleNotVisible } from "../findings/access/serverRoleNotVisible";
import { refusal } from "../settings";

/** What the server's role is known by. */
export type ServerRoleSeen = Pick<RoleSeen, "name" | "arn" | "uniqueId">;

/**
 * The server role that another stack made.
 * @param roleName IAM name, without path.
 * @param account the server account.
 * @throws RunError when there is none of that name, or it cannot be read: a customer's trust is made of its ARN and id.
 */
export async function findServerRole(roleName: string, account: AwsAccount): Promise<ServerRoleSeen> {
  const { role, wrong } = await lookForServerRole(roleName, account);
  if (role) return role;
  throw refusal(refusalOf("the role of aspera:serverRole", wrong));
}

/** The same, where a role that is not there is an answer. */
export async function lookForServerRole(
  roleName: string,
  account: AwsAccount,
): Promise<
  | { readonly role: ServerRoleSeen; readonly wrong?: undefined }
  | { readonly role?: undefined; readonly wrong: Found }
> {
  try {
    const role = await roleNamed(account, roleName);
    if (role && accountOfArn(role.arn) === account.settings.id)
      return { role: { name: role.name, arn: role.arn, uniqueId: role.uniqueId } };
    // Another account's credentials see no role of this one, or a namesake: that comes first.
    return { wrong: (await identityOf(account)).wrong ?? found(serverRoleMissing, { roleName }) };
  } catch (error) {
    if (error instanceof FindingError) return { wrong: error.found };
    return { wrong: found(serverRoleNotVisible, { roleName, reason: reasonOf(error) }) };
  }
}
