import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import type { ResourceHandler, Saved } from "../../../provider/protocol/handler";
import { sameDocument } from "../../../provider/protocol/json";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";
import { emptyRole, leaveInstanceProfiles } from "./roleContents";
import { sdkTags, tagChanges, tagOutputs, withAllTags } from "./tags";

/** aws:iam/role:Role. Inputs, defaults and what forces replacement: terraform-provider-aws internal/service/iam/role.go. */
export const role: ResourceHandler<AwsContext> = {
  inputs: {
    name: { required: true, replaces: true },
    path: { default: "/", replaces: true },
    description: {},
    assumeRolePolicy: { required: true, kind: "json" },
    maxSessionDuration: { default: 3600 },
    permissionsBoundary: {},
    forceDetachPolicies: { default: false },
    tags: {},
    tagsAll: {},
  },
  computed: ["arn", "uniqueId", "createDate"],
  deleteBeforeReplace: true, // what the bridge sets for anything with an explicit name (pulumi-terraform-bridge, nameRequiresDeleteBeforeReplace)

  check: (inputs, { defaultTags }) => withAllTags(inputs, defaultTags),

  async create(inputs, context) {
    const name = String(inputs.name);
    await doing(
      `creating IAM Role (${name})`,
      context.iam().send(
        new CreateRoleCommand({
          RoleName: name,
          Path: text(inputs.path),
          Description: text(inputs.description),
          AssumeRolePolicyDocument: String(inputs.assumeRolePolicy),
          MaxSessionDuration: Number(inputs.maxSessionDuration),
          PermissionsBoundary: text(inputs.permissionsBoundary),
          Tags: sdkTags(inputs.tagsAll),
        }),
      ),
    );
    return { id: name, outputs: await outputsNow(name, inputs, context) };
  },

  async read(saved, context) {
    const outputs = await outputsOf(saved.id, { ...saved.outputs, ...saved.inputs }, context);
    return outputs && { outputs };
  },

  async update(saved, inputs, context) {
    await changeRole(saved, inputs, context);
    return outputsNow(saved.id, inputs, context);
  },

  async delete(saved, context) {
    await leaveInstanceProfiles(saved.id, context);
    if (saved.outputs.forceDetachPolicies === true) await emptyRole(saved.id, context);
    await unlessMissing(
      `deleting IAM Role (${saved.id})`,
      context.iam().send(new DeleteRoleCommand({ RoleName: saved.id })),
    );
  },
};

async function changeRole(saved: Saved, inputs: Properties, context: AwsContext): Promise<void> {
  const RoleName = saved.id;
  const iam = context.iam();
  const changed = (name: string) => (saved.outputs[name] ?? "") !== (inputs[name] ?? "");
  const step = (what: string, request: Promise<unknown>) =>
    doing(`updating IAM Role (${RoleName}) ${what}`, request);

  if (!sameDocument(saved.outputs.assumeRolePolicy, inputs.assumeRolePolicy)) {
    const PolicyDocument = String(inputs.assumeRolePolicy);
    await step(
      "assume role policy",
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
    );
  }
  if (changed("description") || changed("maxSessionDuration")) {
    const Description = text(inputs.description) ?? "";
    const MaxSessionDuration = Number(inputs.maxSessionDuration);
    await step("description", iam.send(new UpdateRoleCommand({ RoleName, Description, MaxSessionDuration })));
  }
  if (changed("permissionsBoundary")) {
    const PermissionsBoundary = text(inputs.permissionsBoundary);
    await step(
      "permissions boundary",
      PermissionsBoundary
        ? iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }))
        : iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })),
    );
  }
  const { set, remove } = tagChanges(saved.outputs.tagsAll, inputs.tagsAll);
  if (remove.length > 0) await step("tags", iam.send(new UntagRoleCommand({ RoleName, TagKeys: remove })));
  if (set.length > 0) await step("tags", iam.send(new TagRoleCommand({ RoleName, Tags: set })));
}

async function outputsNow(name: string, inputs: Properties, context: AwsContext): Promise<Properties> {
  const outputs = await outputsOf(name, inputs, context);
  if (!outputs) throw new Error(`reading IAM Role (${name}): couldn't find resource`);
  return outputs;
}

/** @param known what the state has: its trust's text is kept if it means the same as AWS's own. */
async function outputsOf(
  name: string,
  known: Properties,
  context: AwsContext,
): Promise<Properties | undefined> {
  const answer = await unlessMissing(
    `reading IAM Role (${name})`,
    context.iam().send(new GetRoleCommand({ RoleName: name })),
  );
  const found = answer?.Role;
  if (!found) return undefined;
  const trust = decodeURIComponent(found.AssumeRolePolicyDocument ?? "");
  return {
    name: found.RoleName,
    path: found.Path,
    description: found.Description ?? "",
    assumeRolePolicy: sameDocument(known.assumeRolePolicy, trust) ? known.assumeRolePolicy : trust,
    maxSessionDuration: found.MaxSessionDuration ?? 3600,
    permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
    forceDetachPolicies: known.forceDetachPolicies ?? false,
    ...tagOutputs(found.Tags, context.defaultTags, known),
    arn: found.Arn,
    uniqueId: found.RoleId,
    createDate: found.CreateDate?.toISOString().replace(/\.\d+Z$/, "Z"),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
