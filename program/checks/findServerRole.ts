import { FindingError, type Found, found, refusalOf } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { identityOf } from "../aws/identity";
import { reasonOf } from "../aws/reason";
import { type RoleSeen, roleNamed } from "../aws/role";
import { serverRoleMissing } from "../findings/access/serverRoleMissing";
import { serverRoleNotVisible } from "../findings/access/serverRoleNotVisible";
import { refusal } from "../settings";

/**
 * The server role that another stack made.
 * @param roleName IAM name, without path.
 * @param account the server account.
 * @throws RunError when there is none of that name, or it cannot be read: a customer's trust is made of its ARN and id.
 */
export async function findServerRole(
  roleName: string,
  account: AwsAccount,
): Promise<Pick<RoleSeen, "name" | "arn" | "uniqueId">> {
  let wrong: Found;
  try {
    const role = await roleNamed(account, roleName);
    if (role) return { name: role.name, arn: role.arn, uniqueId: role.uniqueId };
    // Another account's credentials see no role of this one: that comes first.
    wrong = (await identityOf(account)).wrong ?? found(serverRoleMissing, { roleName });
  } catch (error) {
    wrong =
      error instanceof FindingError
        ? error.found
        : found(serverRoleNotVisible, { roleName, reason: reasonOf(error) });
  }
  throw refusal(refusalOf("the role of aspera:serverRole", wrong));
}
