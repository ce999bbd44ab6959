import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { Role } from "@pulumi/aws/iam/role";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { ec2Trust } from "./trustPolicy";
import type { TrustWindow } from "./trustWindow";

/** What others need to know of a server role, whichever stack made it. */
export interface ServerRoleIdentity {
  /** IAM name, without path. */
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /** IAM's own id (`AROA...`); another one after the role was deleted and made again. */
  readonly uniqueId: pulumi.Input<string>;
}

/** What a server role is made of. */
export interface ServerRoleArgs {
  /** Provider of the server account. */
  readonly provider: Provider;
  /** AWS partition of the server account. */
  readonly partition: string;
  /** IAM name of the role and of its instance profile. */
  readonly roleName: string;
  /** IAM path of both; default `/`. */
  readonly path?: string;
  /** ARN of the managed policy that bounds the role; default none. */
  readonly permissionsBoundary?: string;
  /** When instances may carry the role; default at all times. */
  readonly trustWindow?: TrustWindow;
  /** True keeps Pulumi from deleting role and profile: every customer of the server depends on them. */
  readonly protect: boolean;
}

/**
 * The role of one Aspera server and the instance profile that carries it to EC2. It belongs to the server, not to a
 * customer, and holds no right of its own: each customer's stack adds one inline policy.
 */
export class ServerRole extends pulumi.ComponentResource implements ServerRoleIdentity {
  declare readonly name: pulumi.Output<string>;
  declare readonly arn: pulumi.Output<string>;
  declare readonly uniqueId: pulumi.Output<string>;
  /** Name of the instance profile; what `aws ec2 associate-iam-instance-profile` asks for. */
  declare readonly instanceProfile: pulumi.Output<string>;

  constructor(name: string, args: ServerRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:access:ServerRole", name, {}, opts);
    const { provider, protect } = args;
    // Said outright, since the aws plugin deletes whatever has a name of its own first (pulumi-terraform-bridge,
    // nameRequiresDeleteBeforeReplace): a role that goes before its successor leaves its dead id in every customer's trust.
    const child = { parent: this, provider, protect, deleteBeforeReplace: false };

    const role = new Role(
      `${name}-role`,
      {
        name: args.roleName,
        path: args.path ?? "/",
        description: "Carried by an IBM Aspera server; each customer's stack adds one inline policy.",
        assumeRolePolicy: ec2Trust(args.partition, args.trustWindow),
        permissionsBoundary: args.permissionsBoundary,
        forceDetachPolicies: true,
      },
      child,
    );
    const profile = new InstanceProfile(
      `${name}-profile`,
      { name: args.roleName, path: args.path ?? "/", role: role.name },
      child,
    );

    this.name = role.name;
    this.arn = role.arn;
    this.uniqueId = role.uniqueId;
    this.instanceProfile = profile.name;
    this.registerOutputs({ arn: this.arn, instanceProfile: this.instanceProfile });
  }
}
