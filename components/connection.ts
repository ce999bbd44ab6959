import type { types } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { ServerConnection, SshHop } from "../model/ssh/connection";

/** An SSH host on the way; every part may be an output of another resource. */
export interface HopArgs {
  /** Host name or IP address. */
  readonly host: pulumi.Input<string>;
  /** TCP port of SSH; default 33001, as on Aspera's images; 22 for a jump host. */
  readonly port?: pulumi.Input<number>;
  /** Login name; default `ec2-user`. */
  readonly user?: pulumi.Input<string>;
  /** The host's one accepted public key, as in `ssh-ed25519 AAAA...`. Whoever shows another is not talked to. */
  readonly hostKey: pulumi.Input<string>;
}

/** How an Aspera server is reached. Without a private key, the SSH agent of `SSH_AUTH_SOCK` is asked. */
export interface ConnectionArgs extends HopArgs {
  /** Path of the private key on this machine; `~` is your home. */
  readonly privateKeyFile?: pulumi.Input<string>;
  /** Private key by value, in OpenSSH's or the older PEM form; a secret. */
  readonly privateKey?: pulumi.Input<string>;
  /** What the private key is encrypted with; a secret. Default: a key in clear. */
  readonly privateKeyPassphrase?: pulumi.Input<string>;
  /** Whether changes are made with `sudo -n`; default: unless `user` is `root`. */
  readonly sudo?: pulumi.Input<boolean>;
  /** Aspera's folder on the server: absolute, or relative to the login's home; default `/opt/aspera`. */
  readonly asperaRoot?: pulumi.Input<string>;
  /** Jump host: logged in to first, with the same key. */
  readonly proxy?: HopArgs;
  /** A lesser login that only looks at the server; default: the main one looks, too. */
  readonly observer?: { readonly user: pulumi.Input<string>; readonly privateKeyFile?: pulumi.Input<string> };
}

/** A connection whose parts may still be unknown, with every default filled in. */
export type ConnectionInputs = {
  readonly [Key in keyof ServerConnection]: pulumi.Input<ServerConnection[Key]>;
};

/** The connection as our plugin's resources take it. */
export function connectionInputs(args: ConnectionArgs): ConnectionInputs {
  const { user = "ec2-user", privateKey, privateKeyPassphrase } = args;
  return {
    ...hop(args, 33001),
    ...(args.privateKeyFile !== undefined && { privateKeyFile: args.privateKeyFile }),
    ...(privateKey !== undefined && { privateKey: pulumi.secret(privateKey) }),
    ...(privateKeyPassphrase !== undefined && { privateKeyPassphrase: pulumi.secret(privateKeyPassphrase) }),
    sudo: args.sudo ?? pulumi.output(user).apply((name) => name !== "root"),
    asperaRoot: args.asperaRoot ?? "/opt/aspera",
    ...(args.proxy && { proxy: hop(args.proxy, 22) as pulumi.Input<SshHop> }),
    ...(args.observer && { observer: args.observer as pulumi.Input<ServerConnection["observer"]> }),
  };
}

function hop({ host, port, user, hostKey }: HopArgs, defaultPort: number) {
  return { host, port: port ?? defaultPort, user: user ?? "ec2-user", hostKey };
}

/** Three failed attempts are allowed: enough for a server that restarts, and a wrong key is known within a second. */
const PATIENCE = { dialErrorLimit: 3, perDialTimeout: 15 };

/** A server that was launched a moment ago: sixty attempts, which the plugin spreads over some four minutes. */
const PATIENCE_AFTER_LAUNCH = { dialErrorLimit: 60, perDialTimeout: 15 };

/**
 * The same connection for a Command, as the main login. Built field by field: an unknown field in a connection was once
 * printed with the key beside it (pulumi-command issue 773).
 * @param privateKey by value, whichever way the connection has it; undefined means the SSH agent.
 * @param justLaunched true for a server that may still be booting.
 */
export function commandConnection(
  connection: ConnectionInputs,
  privateKey: pulumi.Input<string | undefined>,
  justLaunched: boolean,
): types.input.remote.ConnectionArgs {
  const { host, port, user, hostKey, proxy, privateKeyPassphrase } = connection;
  const jump = proxy as { readonly [Key in keyof SshHop]: pulumi.Input<SshHop[Key]> } | undefined;
  // The jump host does not inherit the key in the plugin, so each gets it.
  const key = {
    privateKey: privateKey as pulumi.Input<string>,
    ...(privateKeyPassphrase !== undefined && {
      privateKeyPassword: privateKeyPassphrase as pulumi.Input<string>,
    }),
  };
  return {
    host,
    port,
    user,
    hostKey,
    ...key,
    ...(justLaunched ? PATIENCE_AFTER_LAUNCH : PATIENCE),
    ...(jump && {
      proxy: {
        host: jump.host,
        port: jump.port,
        user: jump.user,
        hostKey: jump.hostKey,
        ...key,
        ...PATIENCE,
      },
    }),
  };
}
