import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { assumeRight } from "../model/access/assumeRight";
import { serverRightName } from "../model/access/serverRight";
import { type BucketRightsArgs, s3PolicyOf } from "./bucketRights";
import type { FormerAllowances } from "./Handover";
import { keyedName } from "./keyedName";

/** What a customer adds to the server role: the right to assume a bucket role, or in one account the rights themselves. */
export type ServerRightArgs = {
  /** IAM name of the server role, without path. */
  readonly serverRoleName: pulumi.Input<string>;
  /** Names the customer among all of the server: the policy's name is `aspera-<customer>`. */
  readonly customer: pulumi.Input<string>;
  /** What the right holds besides, while a docroot moves: of a Handover; default nothing. */
  readonly former?: Pick<FormerAllowances, "bucketRoles" | "places">;
} & (
  | {
      /** ARN of the role in the bucket account; the right is to assume it, and nothing else. */
      readonly bucketRoleArn: pulumi.Input<string>;
    }
  | ({ readonly bucketRoleArn?: undefined } & BucketRightsArgs)
);

/**
 * What a server right's resource is called, by its own name.
 * @param serverRoleName IAM name of the server role, where it is plain text: on another role it is another resource then.
 */
export function serverRightChildren(name: string, serverRoleName: pulumi.Input<string>) {
  return { policy: keyedName(name, serverRoleName) ?? `${name}-policy` } as const;
}

/**
 * The one inline policy of a customer on the server role, under a name of its own. IAM gives all inline policies of a role
 * 10,240 characters together: some 60 customers, or 14 in one account.
 *
 * Its provider (`opts.provider`) is the server account's.
 */
export class ServerRight extends pulumi.ComponentResource {
  declare readonly policy: RolePolicy;

  constructor(name: string, args: ServerRightArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:ServerRight", name, {}, opts);
    const { former = { bucketRoles: [], places: [] } } = args;
    this.policy = new RolePolicy(
      serverRightChildren(name, args.serverRoleName).policy,
      {
        name: pulumi.output(args.customer).apply(serverRightName),
        role: args.serverRoleName,
        policy:
          args.bucketRoleArn !== undefined
            ? pulumi
                .all([args.bucketRoleArn, former.bucketRoles])
                .apply(([arn, roles]) => assumeRight(arn, roles))
            : s3PolicyOf(args, former.places, this),
      },
      // See ServerRole: without the old right until the new one is there, transfers would fail.
      { parent: this, deleteBeforeReplace: false, aliases: [{ name: `${name}-policy` }] },
    );
    this.registerOutputs({});
  }
}
