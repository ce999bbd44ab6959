import * as pulumi from "@pulumi/pulumi";
import type { ServerSoftwareArgs } from "../../components/ServerSoftware";
import type { Settings } from "../settings";
import { connectionArgs } from "./connectionArgs";

/**
 * The upgrade that a stack's settings ask for; undefined for none.
 * @param address where a launched server is, unless the settings name a host of their own for it.
 */
export function serverSoftwareArgs(
  { server, ssh }: Pick<Settings, "server" | "ssh">,
  address?: pulumi.Input<string>,
): ServerSoftwareArgs | undefined {
  if (!server?.upgrade || !ssh) return undefined;
  const { upgrade } = server;
  return {
    connection: connectionArgs({ server, ssh }, address),
    package: pulumi.secret(upgrade.package),
    sha256: upgrade.sha256,
    username: upgrade.username,
    password: upgrade.password && pulumi.secret(upgrade.password.reveal()),
    snapshot: upgrade.snapshotId ?? "none, acknowledged",
    longestWait: upgrade.longestWait,
  };
}
