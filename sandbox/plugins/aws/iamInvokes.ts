import { GetInstanceProfileCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import type { InvokeHandler } from "../../../provider/protocol/handler";
import type { AwsContext } from "./context";
import { isMissing, notFound, unlessMissing } from "./errors";
import { frameworkRead, operationError } from "./frameworkError";
import { listAttached, listInline } from "./roleContents";
import { tagOutputs } from "./tags";

/** aws:iam/getRole. */
export const getRole: InvokeHandler<AwsContext> = {
  inputs: ["name", "tags"],
  async call({ name }, context) {
    const RoleName = String(name);
    const what = `reading IAM Role (${RoleName})`;
    const answer = await unlessMissing(what, context.iam().send(new GetRoleCommand({ RoleName })));
    const role = answer?.Role;
    if (!role) throw notFound(what);
    const lastUsed = role.RoleLastUsed;
    return {
      id: role.RoleName,
      name: role.RoleName,
      arn: role.Arn,
      path: role.Path,
      uniqueId: role.RoleId,
      description: role.Description ?? "",
      assumeRolePolicy: decodeURIComponent(role.AssumeRolePolicyDocument ?? ""),
      maxSessionDuration: role.MaxSessionDuration ?? 3600,
      permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
      createDate: role.CreateDate?.toISOString().replace(/\.\d+Z$/, "Z"),
      roleLastUseds: lastUsed?.LastUsedDate
        ? [{ lastUsedDate: lastUsed.LastUsedDate.toISOString(), region: lastUsed.Region ?? "" }]
        : [],
      tags: tagOutputs(role.Tags, {}, {}).tags,
    };
  },
};

/**
 * aws:iam/getRolePolicies: names of the inline policies; none are no property. A Framework data source (terraform-provider-aws
 * internal/service/iam/role_policies_data_source.go).
 */
export const getRolePolicies: InvokeHandler<AwsContext> = {
  inputs: ["roleName"],
  async call({ roleName }, context, call) {
    const role = String(roleName);
    const names = listInline(role, context).catch((error: unknown) => {
      throw isMissing(error)
        ? new Error("couldn't find resource")
        : operationError("IAM: ListRolePolicies", error);
    });
    const policyNames = await frameworkRead("reading IAM Role Policies", call, names);
    return { id: role, roleName: role, policyNames: unlessEmpty(policyNames) };
  },
};

/**
 * aws:iam/getRolePolicyAttachments: managed policies; none are no property, and `pathPrefix` is not known here. A Framework
 * data source (role_policy_attachments_data_source.go).
 */
export const getRolePolicyAttachments: InvokeHandler<AwsContext> = {
  inputs: ["roleName"],
  async call({ roleName }, context, call) {
    const role = String(roleName);
    const list = listAttached(role, context).catch((error: unknown) => {
      throw operationError("IAM: ListAttachedRolePolicies", error);
    });
    const arns = await frameworkRead("reading IAM Role Policy Attachments", call, list);
    const attached = arns.map((policyArn) => ({ policyArn, policyName: policyArn.split("/").at(-1) }));
    return { roleName: role, attachedPolicies: unlessEmpty(attached) };
  },
};

/** Go's nil slice is no property. */
function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** aws:iam/getInstanceProfile: without members of a role where there is none in it. */
export const getInstanceProfile: InvokeHandler<AwsContext> = {
  inputs: ["name"],
  async call({ name }, context) {
    const InstanceProfileName = String(name);
    const what = `reading IAM Instance Profile (${InstanceProfileName})`;
    const answer = await unlessMissing(
      what,
      context.iam().send(new GetInstanceProfileCommand({ InstanceProfileName })),
    );
    const profile = answer?.InstanceProfile;
    if (!profile) throw notFound(what);
    const role = profile.Roles?.[0];
    return {
      id: profile.InstanceProfileId,
      name: profile.InstanceProfileName,
      arn: profile.Arn,
      path: profile.Path,
      createDate: profile.CreateDate && goTime(profile.CreateDate),
      roleArn: role?.Arn,
      roleId: role?.RoleId,
      roleName: role?.RoleName,
    };
  },
};

/** A time as Go prints one that nobody formats: `2026-11-26 10:44:44 +0000 UTC`. */
function goTime(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace("T", " ")} +0000 UTC`;
}
