import type { types } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { ServerArgs } from "./serverArgs";

/** Three failed attempts are allowed: enough for a server that restarts, and a wrong key is known within a second. */
const PATIENCE = { dialErrorLimit: 3, perDialTimeout: 15 };

/** A server that was launched a moment ago: sixty attempts, which the plugin spreads over some four minutes. */
const PATIENCE_AT_BIRTH = { dialErrorLimit: 60, perDialTimeout: 15 };

/**
 * The connection of a Command that changes the server, as the main login. Built field by field: an unknown field in a
 * connection was once printed with the key beside it (pulumi-command issue 773).
 * @param privateKeyText private key by value; empty means the SSH agent.
 * @param launched true for a server that this stack launched: it may still be booting.
 */
export function commandConnection(
  server: ServerArgs,
  privateKeyText: pulumi.Input<string>,
  launched = false,
): types.input.remote.ConnectionArgs {
  const { host, port, login, hostKey, proxy, privateKeyPassphrase } = server;
  // An empty key would be read as a key; only an absent one means the agent.
  const privateKey = pulumi.output(privateKeyText).apply((key) => key || (undefined as unknown as string));
  // The jump host does not inherit the key in the plugin, so each gets it.
  const key = {
    privateKey,
    ...(privateKeyPassphrase && { privateKeyPassword: privateKeyPassphrase }),
  };
  return {
    host,
    port,
    user: login,
    hostKey,
    ...key,
    ...(launched ? PATIENCE_AT_BIRTH : PATIENCE),
    ...(proxy && {
      proxy: {
        host: proxy.host,
        port: proxy.port,
        user: proxy.user,
        hostKey: proxy.hostKey,
        ...key,
        ...PATIENCE,
      },
    }),
  };
}
