import {
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  RemoveRoleFromInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";

/** Names of a role's inline policies; undefined if the role does not exist. */
export function inlinePolicies(role: string, context: AwsContext): Promise<string[] | undefined> {
  return unlessMissing(`reading IAM Role (${role}) inline policies`, listInline(role, context));
}

/** ARNs of the managed policies attached to a role; undefined if the role does not exist. */
export function attachedPolicies(role: string, context: AwsContext): Promise<string[] | undefined> {
  return unlessMissing(`reading IAM Role (${role}) attached policies`, listAttached(role, context));
}

/** Names of a role's inline policies, with AWS's own error. */
export async function listInline(role: string, context: AwsContext): Promise<string[]> {
  const names: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await context.iam().send(new ListRolePoliciesCommand({ RoleName: role, Marker }));
    names.push(...(page.PolicyNames ?? []));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker);
  return names;
}

/** ARNs of the managed policies attached to a role, with AWS's own error. */
export async function listAttached(role: string, context: AwsContext): Promise<string[]> {
  const arns: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await context.iam().send(new ListAttachedRolePoliciesCommand({ RoleName: role, Marker }));
    arns.push(...(page.AttachedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker);
  return arns;
}

/** Deletes one inline policy of a role; harmless if it is gone. */
export async function removeInlinePolicy(role: string, name: string, context: AwsContext): Promise<void> {
  await unlessMissing(
    `deleting IAM Role (${role}) Policy (${name})`,
    context.iam().send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: name })),
  );
}

/** Detaches one managed policy from a role; harmless if it is gone. */
export async function detachPolicy(role: string, arn: string, context: AwsContext): Promise<void> {
  await unlessMissing(
    `detaching IAM Policy (${arn}) from IAM Role (${role})`,
    context.iam().send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: arn })),
  );
}

/** Removes a role from every instance profile, as the genuine plugin does before it deletes the role (role.go, deleteRoleInstanceProfiles). */
export async function leaveInstanceProfiles(role: string, context: AwsContext): Promise<void> {
  const found = await unlessMissing(
    `reading IAM Role (${role}) instance profiles`,
    context.iam().send(new ListInstanceProfilesForRoleCommand({ RoleName: role })),
  );
  for (const { InstanceProfileName } of found?.InstanceProfiles ?? [])
    await doing(
      `removing IAM Role (${role}) from IAM Instance Profile (${InstanceProfileName})`,
      context.iam().send(new RemoveRoleFromInstanceProfileCommand({ RoleName: role, InstanceProfileName })),
    );
}

/** Removes every policy of a role, whoever added it. */
export async function emptyRole(role: string, context: AwsContext): Promise<void> {
  for (const arn of (await attachedPolicies(role, context)) ?? []) await detachPolicy(role, arn, context);
  for (const name of (await inlinePolicies(role, context)) ?? [])
    await removeInlinePolicy(role, name, context);
}
