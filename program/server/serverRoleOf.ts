import type { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import { ServerRole, type ServerRoleIdentity } from "../../components/ServerRole";
import { partitionOfRegion, roleArnIn } from "../../model/aws/arn";
import type { AwsAccount } from "../aws/account";
import { findServerRole } from "../checks/findServerRole";
import { isDevelopment, type Settings } from "../settings";

/** Name of the ServerRole in the program. */
export const SERVER_ROLE = "server";

/** The server role of a stack, with the name of the profile that carries it. */
export type StacksServerRole = ServerRoleIdentity & { readonly instanceProfile: pulumi.Input<string> };

/**
 * The server role that the settings mean: made in this stack, or looked up where the server's own stack made it. Both
 * give role and profile one name.
 */
export async function serverRoleOf(
  settings: Settings,
  provider: Provider,
  account: AwsAccount,
): Promise<StacksServerRole> {
  const { name, create, path, permissionsBoundary, trustWindow } = settings.serverRole;
  if (!create) return { ...(await findServerRole(name, account)), instanceProfile: name };
  const partition = partitionOfRegion(settings.serverAccount.region);
  return new ServerRole(
    SERVER_ROLE,
    { roleName: name, path, permissionsBoundary, trustWindow, partition },
    { provider, protect: !isDevelopment(settings.stack) },
  );
}

/** ARN of that role in plain text, known before the role is made. */
export function serverRoleArn({ serverRole, serverAccount }: Settings, { arn }: StacksServerRole): string {
  return typeof arn === "string" ? arn : roleArnIn(serverAccount, serverRole);
}
