import { Role } from "@pulumi/aws/iam/role";
import { RolePoliciesExclusive } from "@pulumi/aws/iam/rolePoliciesExclusive";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { RolePolicyAttachmentsExclusive } from "@pulumi/aws/iam/rolePolicyAttachmentsExclusive";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { ServerRoleIdentity } from "./ServerRole";
import { type S3Access, s3Permissions } from "./s3Permissions";
import { bucketRoleTrust, serverRoleSid } from "./trustPolicy";

/** What a bucket role is made of. */
export interface BucketRoleArgs {
  /** Provider of the bucket account. */
  readonly provider: Provider;
  readonly roleName: string;
  /** IAM path; default `/`. */
  readonly path?: string;
  /** ARN of the managed policy that bounds the role; default none. */
  readonly permissionsBoundary?: string;
  /** Longest session, seconds, 3600 to 43200; default 3600, which is also the most that role chaining allows. */
  readonly maxSessionDuration?: number;
  /** The one role that may assume this one. */
  readonly trustedServerRole: ServerRoleIdentity;
  /** What that role must present; a secret. */
  readonly externalId: pulumi.Input<string>;
  /** What the role may do once assumed. */
  readonly s3: S3Access;
}

/**
 * The role in the bucket account: trusts exactly one server role with an external ID, and holds the rights on one bucket
 * and prefix. It is ours alone, so any other policy on it is drift and is taken off by `up`.
 */
export class BucketRole extends pulumi.ComponentResource {
  declare readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BucketRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:access:BucketRole", name, {}, opts);
    const child = { parent: this, provider: args.provider };

    const role = new Role(
      `${name}-role`,
      {
        name: args.roleName,
        path: args.path ?? "/",
        description: "Assumed by an IBM Aspera server with an external ID, for one bucket and prefix.",
        assumeRolePolicy: bucketRoleTrust<pulumi.Input<string>>({
          sid: pulumi.output(args.trustedServerRole.uniqueId).apply(serverRoleSid),
          serverRoleArn: args.trustedServerRole.arn,
          externalIds: [args.externalId],
        }),
        maxSessionDuration: args.maxSessionDuration ?? 3600,
        permissionsBoundary: args.permissionsBoundary,
        forceDetachPolicies: true,
      },
      child,
    );
    const rights = new RolePolicy(
      `${name}-s3`,
      { name: "aspera-s3", role: role.name, policy: s3Permissions(args.s3) },
      child,
    );
    new RolePoliciesExclusive(
      `${name}-inline-policies`,
      { roleName: role.name, policyNames: [rights.name] },
      child,
    );
    new RolePolicyAttachmentsExclusive(`${name}-attachments`, { roleName: role.name, policyArns: [] }, child);

    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
