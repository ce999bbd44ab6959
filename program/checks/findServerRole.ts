import { getRole } from "@pulumi/aws/iam/getRole";
import type { Provider } from "@pulumi/aws/provider";
import type { ServerRoleIdentity } from "../../components/ServerRole";
import { found, refusalOf } from "../../model/findings/finding";
import { saysMissing } from "../accounts/providerReason";
import { serverRoleMissing } from "../findings/access/serverRoleMissing";
import { refusal } from "../settings";

/**
 * The server role that another stack made.
 * @param roleName IAM name, without path.
 * @param provider provider of the server account.
 * @throws RunError when there is none of that name.
 */
export async function findServerRole(roleName: string, provider: Provider): Promise<ServerRoleIdentity> {
  try {
    const { name, arn, uniqueId } = await getRole({ name: roleName }, { provider });
    return { name, arn, uniqueId };
  } catch (error) {
    if (!saysMissing(error)) throw error;
    throw refusal(refusalOf("the role of aspera:serverRole", found(serverRoleMissing, { roleName })));
  }
}
