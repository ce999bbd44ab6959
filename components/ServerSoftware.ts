import * as pulumi from "@pulumi/pulumi";
import { type ConnectionArgs, connectionInputs } from "./connection";

/** What an upgrade is made of. */
export interface ServerSoftwareArgs {
  /** How the server is reached. */
  readonly connection: ConnectionArgs;
  /** Package file of this machine, or an https address; a secret, since an address may be signed. */
  readonly package: pulumi.Input<string>;
  /** SHA-256 of the package: 64 hex digits. Anything else is not installed. */
  readonly sha256: pulumi.Input<string>;
  /** Login at the address; default: none. */
  readonly username?: pulumi.Input<string>;
  /** Its password; a secret. */
  readonly password?: pulumi.Input<string>;
  /** Id of the snapshot to go back to, or the words `none, acknowledged`: there is no other way back. */
  readonly snapshot: pulumi.Input<string>;
  /** Longest wait for running transfers to end, in seconds; default 600. */
  readonly longestWait?: pulumi.Input<number>;
}

/**
 * `aspera:index:ServerSoftware` of our plugin: the server's software, upgraded to the package that is named; upstream of
 * the docroot.
 *
 * No Command: a package of this machine has to reach the server, and whatever a Command reads is kept in the state; here it
 * follows the program through one SSH session.
 */
export class ServerSoftware extends pulumi.CustomResource {
  /** Package and version that are installed. */
  declare readonly installed: pulumi.Output<string>;

  constructor(name: string, args: ServerSoftwareArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      connection: connectionInputs(args.connection),
      source: pulumi.secret(args.package),
      sha256: args.sha256,
      username: args.username,
      password: args.password === undefined ? undefined : pulumi.secret(args.password),
      snapshot: args.snapshot,
      idleWait: args.longestWait,
    };
    super("aspera:index:ServerSoftware", name, { ...inputs, installed: undefined, backup: undefined }, opts);
  }
}
