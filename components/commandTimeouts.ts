import * as pulumi from "@pulumi/pulumi";
import type { RestartArgs } from "./Docroot";

/** Login, other runs at work on the server, and asperanoded's restart together, in minutes. Each has a limit of its own. */
const WORK = 60;

/**
 * Longest time that the apply Command may take: an hour, and as long as it is to wait for transfers. The command plugin gives
 * up logging in then; what runs on the server ends by the agent's own limits. None for a wait that is not known yet.
 */
export function commandTimeouts(restart: pulumi.Input<RestartArgs> = {}): pulumi.CustomTimeouts | undefined {
  if (pulumi.Output.isInstance(restart) || restart instanceof Promise) return undefined;
  const idle = restart.restart === "whenIdle" ? Math.ceil((restart.idleWait ?? 600) / 60) : 0;
  const limit = `${WORK + idle}m`;
  return { create: limit, update: limit };
}
