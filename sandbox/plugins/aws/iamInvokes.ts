import { GetInstanceProfileCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import type { InvokeHandler } from "../../../provider/protocol/handler";
import type { AwsContext } from "./context";
import { notFound, unlessMissing } from "./errors";
import { attachedPolicies, inlinePolicies } from "./roleContents";
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

/** aws:iam/getRolePolicies: names of the inline policies. */
export const getRolePolicies: InvokeHandler<AwsContext> = {
  inputs: ["roleName"],
  async call({ roleName }, context) {
    const role = String(roleName);
    const policyNames = await inlinePolicies(role, context);
    if (!policyNames) throw notFound(`reading IAM Role Policies (${role})`);
    return { id: role, roleName: role, policyNames };
  },
};

/** aws:iam/getRolePolicyAttachments: managed policies; `pathPrefix` is not known here. */
export const getRolePolicyAttachments: InvokeHandler<AwsContext> = {
  inputs: ["roleName"],
  async call({ roleName }, context) {
    const role = String(roleName);
    const arns = await attachedPolicies(role, context);
    if (!arns) throw notFound(`reading IAM Role Policy Attachments (${role})`);
    const attached = arns.map((policyArn) => ({ policyArn, policyName: policyArn.split("/").at(-1) }));
    return { roleName: role, attachedPolicies: attached };
  },
};

/** aws:iam/getInstanceProfile. */
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
      createDate: profile.CreateDate?.toISOString().replace(/\.\d+Z$/, "Z"),
      roleArn: role?.Arn ?? "",
      roleId: role?.RoleId ?? "",
      roleName: role?.RoleName ?? "",
    };
  },
};
