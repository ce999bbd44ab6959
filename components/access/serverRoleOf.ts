import type { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOfRegion } from "../accounts/arn";
import { isDevelopment } from "../settings/development";
import type { Settings } from "../settings/types";
import { findServerRole } from "./findServerRole";
import { ServerRole, type ServerRoleIdentity } from "./ServerRole";

/** The server role of a stack, with the name of the profile that carries it. */
export type StacksServerRole = ServerRoleIdentity & { readonly instanceProfile: pulumi.Input<string> };

/**
 * The server role that the settings mean: made in this stack, or looked up where the server's own stack made it. Both
 * give role and profile one name.
 */
export async function serverRoleOf(settings: Settings, provider: Provider): Promise<StacksServerRole> {
  const { name, create, path, permissionsBoundary, trustWindow } = settings.serverRole;
  if (!create) return { ...(await findServerRole(name, provider)), instanceProfile: name };
  return new ServerRole("server", {
    provider,
    partition: partitionOfRegion(settings.serverAccount.region),
    roleName: name,
    path,
    permissionsBoundary,
    trustWindow,
    protect: !isDevelopment(settings.stack),
  });
}
