import * as pulumi from "@pulumi/pulumi";
import type { RestartArgs } from "./Docroot";

/** What our plugin is told: outputs of the ObservedDocroot. */
export interface FormerDocrootsArgs {
  /** The docroots to be closed, as JSON; a secret. */
  readonly leftBehind: pulumi.Input<string>;
  /** How asperanoded takes up that one was closed; default: a restart. */
  readonly restart?: pulumi.Input<RestartArgs>;
  /** The same as they may be shown. */
  readonly leaves: pulumi.Input<string[]>;
}

/** `aspera:index:FormerDocroots` of our plugin: closes the docroots that a move left behind. */
export class FormerDocroots extends pulumi.CustomResource {
  /** `none`, or those that could not be closed yet. */
  declare readonly open: pulumi.Output<string>;

  constructor(name: string, args: FormerDocrootsArgs, opts?: pulumi.CustomResourceOptions) {
    super("aspera:index:FormerDocroots", name, { ...args, open: undefined }, opts);
  }
}
