import type { ServerConnection } from "../../../model/ssh/connection";
import type { Connection } from "../checks/connection";
import { awaitsHostKey } from "../checks/hostKey";
import type { Values } from "../schema/keys";
import type { UpgradeSettings } from "../schema/upgrade";

/** The Aspera server as it is reached over SSH; the private key is in `ssh` of the settings. */
export type ServerSettings = Readonly<
  Omit<ServerConnection, "host" | "privateKeyFile" | "privateKey" | "privateKeyPassphrase">
> & {
  /** Absent for a launched server that is reached at its own address. */
  readonly host?: string;
  readonly instanceId?: string;
  /** The package to upgrade the software to; absent for no upgrade. */
  readonly upgrade?: UpgradeSettings;
};

/** How the server is reached; undefined when the stack does not name it, or has no host key for it yet. */
export function serverOf(
  { server }: Values,
  { hostKey, proxy, observer }: Connection,
): ServerSettings | undefined {
  if (!server || hostKey === undefined) return undefined;
  const { host, port, user, sudo, asperaRoot, instanceId, upgrade } = server;
  return { host, port, user, hostKey, sudo, asperaRoot, proxy, observer, instanceId, upgrade };
}

/** A server that this stack launches. */
export type LaunchSettings = Readonly<NonNullable<ReturnType<typeof launchOf>>>;

/** The server to launch; undefined when it is already running. */
export function launchOf(values: Values, { hostKey }: Connection) {
  if (!values.server?.instance) return undefined;
  const { instance, securityGroup, allowReplace, port } = values.server;
  return {
    instance,
    /** Default: only the groups in `instance`. */
    securityGroup,
    /** Lets a change replace the server, and everything on it. */
    allowReplace,
    /** Port of SSH. */
    port,
    /** True while the stack must log in to the server and has no host key: it launches the server and stops there. */
    awaitsHostKey: awaitsHostKey(values, hostKey),
  };
}
