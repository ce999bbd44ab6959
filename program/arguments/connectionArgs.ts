import * as pulumi from "@pulumi/pulumi";
import type { ConnectionArgs } from "../../components/connection";
import type { ServerConnection } from "../../model/ssh/connection";
import type { ServerSettings, SshLogin } from "../settings";

/** A stack's server, and how Pulumi logs in to it. */
export interface ServerLogin {
  readonly server: ServerSettings;
  readonly ssh: SshLogin;
}

/**
 * How a stack's server is reached, as the components take it.
 * @param address where a launched server is, unless the settings name a host of their own for it.
 */
export function connectionArgs(login: ServerLogin, address: pulumi.Input<string> = ""): ConnectionArgs {
  const { privateKey, privateKeyPassphrase, host: _, ...rest } = plainConnection(login);
  return {
    ...rest,
    host: login.server.host ?? address,
    ...(privateKey !== undefined && { privateKey: pulumi.secret(privateKey) }),
    ...(privateKeyPassphrase !== undefined && { privateKeyPassphrase: pulumi.secret(privateKeyPassphrase) }),
  };
}

/** The same with its secrets in plain text, for this process only. A key file stays a path. */
export function plainConnection({ server, ssh }: ServerLogin): ServerConnection {
  const { host = "", port, user, hostKey, sudo, asperaRoot, proxy, observer } = server;
  const passphrase = ssh.from === "agent" ? undefined : ssh.passphrase?.reveal();
  return {
    host,
    port,
    user,
    hostKey,
    ...(ssh.from === "file" && { privateKeyFile: ssh.asWritten }),
    ...(ssh.from === "setting" && { privateKey: ssh.privateKey.reveal() }),
    ...(passphrase !== undefined && { privateKeyPassphrase: passphrase }),
    sudo,
    asperaRoot,
    ...(proxy && { proxy }),
    ...(observer && { observer }),
  };
}
