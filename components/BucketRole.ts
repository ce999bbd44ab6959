import { Role } from "@pulumi/aws/iam/role";
import { RolePoliciesExclusive } from "@pulumi/aws/iam/rolePoliciesExclusive";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { RolePolicyAttachmentsExclusive } from "@pulumi/aws/iam/rolePolicyAttachmentsExclusive";
import * as pulumi from "@pulumi/pulumi";
import { BUCKET_ROLE_DESCRIPTION, RIGHTS_POLICY, SESSION } from "../model/access/bucketRole";
import { bucketRoleTrust, demandedNames } from "../model/access/trustPolicy";
import { type BucketRightsArgs, s3PolicyOf } from "./bucketRights";
import type { FormerAllowances } from "./Handover";
import { keyedName } from "./keyedName";
import type { ServerRoleIdentity } from "./ServerRole";

/**
 * What a bucket role's resources are called, by its own name.
 * @param roleName IAM name of the role, where it is plain text: a role of another name is another resource then, beside the
 * one before, which goes at the end of an `up` that went through, and stays as it is when the way leads back.
 */
export function bucketRoleChildren(name: string, roleName: pulumi.Input<string>) {
  const keyed = keyedName(name, roleName);
  return {
    role: keyed ?? `${name}-role`,
    rights: `${keyed ?? name}-s3`,
    inlinePolicies: `${keyed ?? name}-inline-policies`,
    attachments: `${keyed ?? name}-attachments`,
  } as const;
}

const NOTHING_FORMER: Omit<FormerAllowances, "bucketRoles"> = {
  externalIds: [],
  serverRoles: [],
  places: [],
};

/** What a bucket role is made of. */
export interface BucketRoleArgs extends BucketRightsArgs {
  /** IAM name. */
  readonly roleName: pulumi.Input<string>;
  /** IAM path, with a slash at both ends; default `/`. */
  readonly path?: pulumi.Input<string>;
  /** ARN of the managed policy that bounds the role; default none. */
  readonly permissionsBoundary?: pulumi.Input<string>;
  /** Longest session, seconds, 3600 to 43200; default 3600, which is also the most that role chaining allows. */
  readonly maxSessionDuration?: pulumi.Input<number>;
  /** The one role that may assume this one: `name` is not looked at. */
  readonly serverRole: Pick<ServerRoleIdentity, "arn" | "uniqueId">;
  /** What that role must present; a secret. */
  readonly externalId: pulumi.Input<string>;
  /** What trust and rights hold besides, while a docroot moves: of a Handover; default nothing. */
  readonly former?: Omit<FormerAllowances, "bucketRoles">;
  /** The names of which a session must bear one; default, and with an empty list: any name. */
  readonly sessionNames?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The role in the bucket account: trusts exactly one server role with an external ID, and holds the rights on one bucket
 * and prefix. It belongs to this link alone, so any other policy on it is drift and is taken off by `up`.
 *
 * Its provider (`opts.provider`) is the bucket account's.
 */
export class BucketRole extends pulumi.ComponentResource {
  /** ARN of the role, once it has its rights. */
  declare readonly arn: pulumi.Output<string>;
  declare readonly role: Role;
  declare readonly rights: RolePolicy;

  constructor(name: string, args: BucketRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:BucketRole", name, {}, opts);
    // See ServerRole: a role that went before its successor would cut a live customer off, and stay away when the new name is
    // taken.
    // Aliases: as they were called before the role's name was in theirs.
    const child = (formerName: string) => ({
      parent: this,
      deleteBeforeReplace: false,
      aliases: [{ name: formerName }],
    });
    const names = bucketRoleChildren(name, args.roleName);
    const {
      serverRole,
      externalId,
      path = "/",
      maxSessionDuration = SESSION,
      former = NOTHING_FORMER,
    } = args;

    this.role = new Role(
      names.role,
      {
        name: args.roleName,
        path,
        description: BUCKET_ROLE_DESCRIPTION,
        // With the external ID in it.
        assumeRolePolicy: pulumi.secret(
          pulumi
            .all([
              serverRole.arn,
              serverRole.uniqueId,
              former.serverRoles,
              externalId,
              former.externalIds,
              pulumi.output(args.sessionNames),
              former.sessionNames,
            ])
            .apply(([arn, uniqueId, roles, id, ids, names, formerNames]) =>
              bucketRoleTrust({
                serverRoles: [{ arn, uniqueId }, ...roles],
                externalIds: [id, ...ids],
                sessionNames: demandedNames(names?.length ? names : undefined, formerNames ?? []),
              }),
            ),
        ),
        maxSessionDuration,
        permissionsBoundary: args.permissionsBoundary,
        forceDetachPolicies: true,
      },
      child(`${name}-role`),
    );
    this.rights = new RolePolicy(
      names.rights,
      { name: RIGHTS_POLICY, role: this.role.name, policy: s3PolicyOf(args, former.places, this) },
      child(`${name}-s3`),
    );
    new RolePoliciesExclusive(
      names.inlinePolicies,
      { roleName: this.role.name, policyNames: [this.rights.name] },
      child(`${name}-inline-policies`),
    );
    new RolePolicyAttachmentsExclusive(
      names.attachments,
      { roleName: this.role.name, policyArns: [] },
      child(`${name}-attachments`),
    );

    this.arn = pulumi.all([this.role.arn, this.rights.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
