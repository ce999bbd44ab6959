import * as pulumi from "@pulumi/pulumi";
import type { Customer } from "../settings/types";
import type { ServerProperties } from "./loginTarget";

/** The properties of a server as a resource is given them: the same for every resource that looks at the server. */
export type ServerArgs = Omit<ServerProperties, "host" | "privateKey" | "privateKeyPassphrase"> & {
  readonly host: pulumi.Input<string>;
  readonly privateKey: pulumi.Input<string>;
  readonly privateKeyPassphrase?: pulumi.Input<string>;
};

/**
 * How a customer's server is reached. What is not used is left out, so that a resource's state has no empty ends.
 * @param address where a launched server is, unless the settings name a host of their own for it.
 */
export function serverArgs(
  { server, ssh }: Pick<Customer, "server" | "ssh">,
  address: pulumi.Input<string> = "",
): ServerArgs {
  const { host = address, port, user, hostKey, sudo, asperaRoot, proxy, observer } = server;
  const passphrase = ssh.from === "agent" ? undefined : ssh.passphrase;
  return {
    host,
    port,
    login: user,
    hostKey: hostKey.text,
    privateKeyFile: ssh.from === "file" ? ssh.asWritten : "",
    privateKey: ssh.from === "setting" ? pulumi.secret(ssh.privateKey.reveal()) : "",
    ...(passphrase && { privateKeyPassphrase: pulumi.secret(passphrase.reveal()) }),
    sudo,
    asperaRoot,
    ...(proxy && {
      proxy: { host: proxy.host, port: proxy.port, user: proxy.user, hostKey: proxy.hostKey.text },
    }),
    ...(observer && {
      observer: { login: observer.user, privateKeyFile: observer.privateKeyFile ?? "" },
    }),
  };
}

/** The private key by value, whichever way it was given, for a Command; empty means the SSH agent. */
export function privateKeyText({ ssh }: Pick<Customer, "ssh">): pulumi.Input<string> {
  return ssh.from === "agent" ? "" : pulumi.secret(ssh.privateKey.reveal());
}
