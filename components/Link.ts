import * as pulumi from "@pulumi/pulumi";
import type { LinkOperations } from "../model/link/results";
import type { NodeApiArgs } from "./Docroot";
import { type LinkWayArgs, linkWayInputs } from "./linkWay";
import { confirmPartition } from "./partition";

/** What a link is made of. */
export interface LinkArgs extends LinkWayArgs {
  /** ARN of the role that the server must carry. */
  readonly serverRoleArn: pulumi.Input<string>;
  /** Node user that lists the docroot through Aspera; default: Aspera is not asked. */
  readonly nodeApi?: NodeApiArgs;
  /** False lets an `up` go on although the link does not stand; default true: it fails, and nothing is switched. */
  readonly required?: pulumi.Input<boolean>;
  /** Longest wait of an `up` for the link to stand, in seconds, while IAM's changes spread; default 120. */
  readonly wait?: pulumi.Input<number>;
  /** True asks at every refresh for what must be refused, too; default false: in an `up` only. */
  readonly fullProof?: pulumi.Input<boolean>;
  /**
   * True while a former, wider place is still allowed: then nothing is concluded from what lies outside of the prefix;
   * default false.
   */
  readonly widerStillAllowed?: pulumi.Input<boolean>;
}

/**
 * `aspera:index:Link` of our plugin: the way from the server to the bucket, proven from the server with nothing but its own
 * credentials. The rights that it needs come before it, the docroot that is switched to it after it.
 */
export class Link extends pulumi.CustomResource {
  /** `verified`, or what is wrong. */
  declare readonly link: pulumi.Output<string>;
  /** Code of what is wrong (docs/findings.md); `none` when nothing is. */
  declare readonly finding: pulumi.Output<string>;
  /** Whose it is to put right; `nobody` when nothing is wrong. */
  declare readonly owner: pulumi.Output<string>;
  /** What to do next; `none` when nothing is wrong. */
  declare readonly nextStep: pulumi.Output<string>;
  /** Each operation as the last proof that asked for it saw it; undefined in a state that was written before it was remembered. */
  declare readonly operations: pulumi.Output<LinkOperations | undefined>;

  /** Whether the link ever stood, or an `up` went on without it. */
  declare readonly stood: pulumi.Output<boolean>;

  constructor(name: string, args: LinkArgs, opts?: pulumi.CustomResourceOptions) {
    const { region, serverRoleArn, nodeApi, required, wait, fullProof, vendorRights, widerStillAllowed } =
      args;
    confirmPartition(`Link "${name}"`, region, { serverRoleArn, bucketRoleArn: args.bucketRoleArn });
    const inputs = {
      ...linkWayInputs(args),
      // Said only where it is so, since a stack that never heard of it must see no difference.
      vendorRights: vendorRights && pulumi.output(vendorRights).apply((granted) => granted || undefined),
      serverRoleArn,
      nodeApi: nodeApi && { user: nodeApi.user, password: pulumi.secret(nodeApi.password) },
      required,
      wait,
      fullProof,
      widerStillAllowed,
    };
    const outputs = {
      link: undefined,
      finding: undefined,
      owner: undefined,
      nextStep: undefined,
      stood: undefined,
      operations: undefined,
    };
    super("aspera:index:Link", name, { ...inputs, ...outputs }, opts);
  }
}
