import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { Role } from "@pulumi/aws/iam/role";
import * as pulumi from "@pulumi/pulumi";
import { ec2Trust } from "../model/access/trustPolicy";
import type { TrustWindow } from "../model/access/trustWindow";

/** What others need to know of a server role, whichever program made it. */
export interface ServerRoleIdentity {
  /** IAM name, without path. */
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /** IAM's own id (`AROA...`); another one after the role was deleted and made again. */
  readonly uniqueId: pulumi.Input<string>;
}

/** What a server role is made of. */
export interface ServerRoleArgs {
  /** IAM name of the role and of its instance profile. */
  readonly roleName: pulumi.Input<string>;
  /** IAM path of both, with a slash at both ends; default `/`. */
  readonly path?: pulumi.Input<string>;
  /** ARN of the managed policy that bounds the role; default none. */
  readonly permissionsBoundary?: pulumi.Input<string>;
  /** When instances may carry the role; default at all times. */
  readonly trustWindow?: pulumi.Input<TrustWindow>;
  /** AWS partition; default: asked of the provider. */
  readonly partition?: pulumi.Input<string>;
}

/** What a server role's resources are called, by its own name. */
export function serverRoleChildren(name: string) {
  return { role: `${name}-role`, profile: `${name}-profile` } as const;
}

/**
 * The role of one Aspera server and the instance profile that carries it to EC2. It belongs to the server, not to a
 * customer, and holds no right of its own: each customer adds one inline policy (ServerRight).
 *
 * Every customer depends on it: give it `protect: true` outside of development.
 */
export class ServerRole extends pulumi.ComponentResource implements ServerRoleIdentity {
  declare readonly name: pulumi.Output<string>;
  declare readonly arn: pulumi.Output<string>;
  declare readonly uniqueId: pulumi.Output<string>;
  /** Name of the instance profile; what `aws ec2 associate-iam-instance-profile` asks for. */
  declare readonly instanceProfile: pulumi.Output<string>;
  declare readonly role: Role;
  declare readonly profile: InstanceProfile;

  constructor(name: string, args: ServerRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:ServerRole", name, {}, opts);
    // Said outright, since the aws plugin deletes whatever has a name of its own first (pulumi-terraform-bridge,
    // nameRequiresDeleteBeforeReplace): a role that goes before its successor leaves its dead id in every customer's trust.
    const child = { parent: this, deleteBeforeReplace: false };
    const names = serverRoleChildren(name);
    const { roleName, path = "/", permissionsBoundary } = args;
    const partition = args.partition ?? getPartitionOutput({}, { parent: this }).partition;

    this.role = new Role(
      names.role,
      {
        name: roleName,
        path,
        description: "Carried by an IBM Aspera server; each customer's stack adds one inline policy.",
        assumeRolePolicy: pulumi
          .all([partition, args.trustWindow])
          .apply(([inPartition, window]) => ec2Trust(inPartition, window)),
        permissionsBoundary,
        forceDetachPolicies: true,
      },
      // What other customers' stacks add is no change of this one.
      { ...child, hideDiffs: ["inlinePolicies", "managedPolicyArns"] },
    );
    this.profile = new InstanceProfile(names.profile, { name: roleName, path, role: this.role.name }, child);

    this.name = this.role.name;
    this.arn = this.role.arn;
    this.uniqueId = this.role.uniqueId;
    this.instanceProfile = this.profile.name;
    this.registerOutputs({ arn: this.arn, instanceProfile: this.instanceProfile });
  }
}
