import * as pulumi from "@pulumi/pulumi";
import { linkProvider } from "./LinkProvider";
import { LINK_STANDS, type LinkInputs, type LinkWords } from "./properties";

/** What a link is made of. */
export type LinkArgs = {
  readonly [Key in keyof Omit<LinkInputs, keyof LinkWords>]: pulumi.Input<LinkInputs[Key]>;
};

/**
 * The way from the server to the bucket, proven from the server with nothing but its instance role; see lifecycle.ts for
 * what its methods do. What it needs of the server comes before it, the switch of the docroot after it.
 */
export class Link extends pulumi.dynamic.Resource {
  /** `verified`, or what is wrong. */
  declare readonly link: pulumi.Output<string>;

  constructor(name: string, args: LinkArgs, opts?: pulumi.CustomResourceOptions) {
    super(linkProvider, name, { ...args, ...LINK_STANDS }, opts, "aspera", "Link");
  }
}
