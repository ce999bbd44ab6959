import { getRole } from "@pulumi/aws/iam/getRole";
import type { Provider } from "@pulumi/aws/provider";
import { saysMissing } from "../accounts/providerReason";
import { refusal } from "../refusal";
import type { ServerRoleIdentity } from "./ServerRole";

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
    throw refusal(
      `aspera:serverRole: expected a role named "${roleName}" in the server account, found none\n` +
        "hint: bring up the server's own stack first, or set `create: true` in aspera:serverRole here",
    );
  }
}
