import type { Provider } from "@pulumi/aws/provider";
import { ServerInstance } from "../../components/ServerInstance";
import { serverInstanceArgs } from "../arguments/serverInstanceArgs";
import { isDevelopment, type Settings } from "../settings";
import type { StacksServerRole } from "./serverRoleOf";

/** The server that this stack launches; undefined when the server is one that runs already. */
export function launchServer(
  { launch, stack }: Settings,
  { instanceProfile }: StacksServerRole,
  provider: Provider,
): ServerInstance | undefined {
  if (!launch) return undefined;
  return new ServerInstance(
    "server",
    { ...serverInstanceArgs(launch, stack), instanceProfile },
    { provider, protect: !launch.allowReplace && !isDevelopment(stack) },
  );
}
