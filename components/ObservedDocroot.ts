import * as pulumi from "@pulumi/pulumi";
import type { DocrootInputs } from "../provider/docroot/properties";
import type { ConnectionInputs } from "./connection";
import type { NodeApiArgs } from "./Docroot";

/** What our plugin is told of a docroot: see provider/docroot/properties.ts. */
export type ObservedDocrootArgs = { readonly connection: ConnectionInputs } & {
  readonly [Key in keyof Omit<DocrootInputs, "connection" | "nodeApi">]: pulumi.Input<DocrootInputs[Key]>;
} & { readonly nodeApi?: NodeApiArgs };

/** `aspera:index:Docroot` of our plugin: a transfer user's docroot as it is seen on the server at every refresh. */
export class ObservedDocroot extends pulumi.CustomResource {
  /** The docroot as it was last seen, masked. */
  declare readonly docroot: pulumi.Output<string>;
  /** `reachable`, or why the server could not be looked at. */
  declare readonly server: pulumi.Output<string>;
  /** When the server last answered, in UTC: `2026-11-26T15:15:16Z`. */
  declare readonly lastSeen: pulumi.Output<string | undefined>;
  /** The docroots that a move left behind, as JSON; a secret. */
  declare readonly leftBehind: pulumi.Output<string>;
  /** The same as they may be shown. */
  declare readonly leaves: pulumi.Output<string[]>;
  /** Standard input of the Command that applies the docroot: another text whenever that has something to do; a secret. */
  declare readonly request: pulumi.Output<string>;

  constructor(name: string, args: ObservedDocrootArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      docroot: undefined,
      server: undefined,
      lastSeen: undefined,
      licenceUntil: undefined,
      fingerprint: undefined,
      expect: undefined,
      nonce: undefined,
      instance: undefined,
      agentFile: undefined,
      request: undefined,
      leftBehind: undefined,
      leaves: undefined,
    };
    // The time is another at every look, which is no difference to be shown.
    super("aspera:index:Docroot", name, { ...args, ...outputs }, { hideDiffs: ["lastSeen"], ...opts });
  }
}
