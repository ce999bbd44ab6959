import { DEFAULT_HOST } from "../docroot/uri";
import type { HostKey } from "../server/hostKey";
import type { Values } from "./keys";
import { Secret } from "./secret";
import type { Account, Customer, LaunchSettings, Server, Settings, SshLogin, UpgradeSettings } from "./types";

/** Values that passed every check: the needed ones are there. */
type Checked<Needed extends keyof Values> = Values & { [Name in Needed]-?: NonNullable<Values[Name]> };

/** What takes a second look: at files, or at several keys together. */
export interface Connection extends Pick<Server, "proxy" | "observer"> {
  readonly hostKey?: HostKey;
  readonly ssh?: SshLogin;
}

/** Settings, but for the warnings, from values that passed every check. */
export function assemble(
  values: Checked<"serverAccount" | "serverRole">,
  connection: Connection,
  place: { readonly project: string; readonly stack: string },
): Omit<Settings, "warnings"> {
  const server = serverOf(values, connection);
  const customer = server && connection.ssh && customerOf(values, server, connection.ssh);
  const { name, create, path = "/", permissionsBoundary, trustWindow } = values.serverRole;
  return {
    project: place.project,
    stack: place.stack,
    side: values.side ?? "both",
    serverAccount: accountOf(values.serverAccount),
    serverRole: { name, create, path, permissionsBoundary, trustWindow },
    server,
    ssh: server && connection.ssh,
    launch: launchOf(values, connection.hostKey),
    customer,
    tags: { ...values.tags },
  };
}

function serverOf({ server }: Values, { hostKey, proxy, observer }: Connection): Server | undefined {
  if (!server || !hostKey) return undefined;
  const { host, port, user, asperaRoot, instanceId, sudo = user !== "root" } = server;
  const upgrade = upgradeOf(server.upgrade);
  return { host, port, user, hostKey, sudo, asperaRoot, instanceId, upgrade, proxy, observer };
}

function upgradeOf(value: NonNullable<Values["server"]>["upgrade"]): UpgradeSettings | undefined {
  if (!value) return undefined;
  const { password, acknowledgeNoSnapshot: _, ...upgrade } = value;
  return { ...upgrade, ...(password !== undefined && { password: new Secret(password) }) };
}

function launchOf({ server, bucket }: Values, hostKey: HostKey | undefined): LaunchSettings | undefined {
  if (!server?.instance) return undefined;
  const { instance, securityGroup, allowReplace, port, upgrade } = server;
  const needsLogin = bucket !== undefined || upgrade !== undefined;
  return { instance, securityGroup, allowReplace, port, awaitsHostKey: needsLogin && !hostKey };
}

function customerOf(values: Values, server: Server, ssh: SshLogin): Customer | undefined {
  const { bucketAccount = values.serverAccount, bucketRole, bucket, externalId, transferUser } = values;
  if (!bucketAccount || !bucket || !transferUser) return undefined;
  return {
    bucketAccount: accountOf(bucketAccount),
    bucketRole,
    bucket,
    externalId: externalId ? new Secret(externalId) : undefined,
    transferUser,
    server,
    ssh,
    docroot: {
      template: values.docrootTemplate,
      host: values.docrootHost ?? DEFAULT_HOST,
      takeOver: values.takeOver,
    },
    restart: values.restart ?? { mode: "restart" },
    proof: {
      required: values.prove?.mode !== "report",
      wait: values.prove?.longestWait ?? 120,
      fullRefresh: values.proof === "full",
    },
    nodeApi: values.nodeApi && {
      user: values.nodeApi.user,
      password: new Secret(values.nodeApi.password),
    },
    createTransferUserEntry: values.createTransferUserEntry ?? false,
  };
}

function accountOf({ id, region, profile, assumeRole }: NonNullable<Values["serverAccount"]>): Account {
  const { roleArn, externalId } = assumeRole ?? {};
  return {
    id,
    region,
    profile,
    assumeRole: roleArn
      ? { roleArn, externalId: externalId ? new Secret(externalId) : undefined }
      : undefined,
  };
}
