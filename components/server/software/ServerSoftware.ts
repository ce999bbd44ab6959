import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings/types";
import { serverArgs } from "../serverArgs";
import type { SoftwareInputs } from "./properties";
import { softwareProvider } from "./SoftwareProvider";

/**
 * The server's software, upgraded to the package that the settings name. Only made when they do; upstream of the docroot.
 *
 * A dynamic resource and no Command: a package of this machine has to reach the server, and whatever a Command reads is
 * kept in the state; here it follows the program through one SSH session (upgradeServer.ts).
 */
export class ServerSoftware extends pulumi.dynamic.Resource {
  /** Package and version that are installed. */
  declare readonly installed: pulumi.Output<string>;

  constructor(
    name: string,
    args: { [Key in keyof SoftwareInputs]: pulumi.Input<SoftwareInputs[Key]> },
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(
      softwareProvider,
      name,
      { ...args, installed: undefined, backup: undefined },
      opts,
      "aspera",
      "ServerSoftware",
    );
  }
}

/**
 * The upgrade that a stack's settings ask for, or none.
 * @param address where a launched server is, unless the settings name a host of their own for it.
 */
export function serverSoftwareOf(
  { server, ssh }: Pick<Settings, "server" | "ssh">,
  address?: pulumi.Input<string>,
): ServerSoftware | undefined {
  if (!server?.upgrade || !ssh) return undefined;
  const { upgrade } = server;
  return new ServerSoftware("server-software", {
    ...serverArgs({ server, ssh }, address),
    package: upgrade.package.replace(/^(https:\/\/[^?#]*)[?#].*$/, "$1"),
    source: pulumi.secret(upgrade.package),
    sha256: upgrade.sha256,
    username: upgrade.username ?? "",
    password: upgrade.password ? pulumi.secret(upgrade.password.reveal()) : "",
    snapshot: upgrade.snapshotId ?? "none, acknowledged",
    idleWait: upgrade.longestWait,
  });
}
