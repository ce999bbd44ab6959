import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  DeleteInstanceProfileCommand,
  GetInstanceProfileCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagInstanceProfileCommand,
  UntagInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";
import { sdkTags, tagChanges, tagOutputs, withAllTags } from "./tags";

/**
 * aws:iam/instanceProfile:InstanceProfile. Inputs and what forces replacement: terraform-provider-aws
 * internal/service/iam/instance_profile.go; another role is set in place, without a new profile.
 */
export const instanceProfile: ResourceHandler<AwsContext> = {
  inputs: {
    name: { required: true, replaces: true },
    path: { default: "/", replaces: true },
    role: {},
    tags: {},
    tagsAll: {},
  },
  computed: ["arn", "uniqueId", "createDate"],
  deleteBeforeReplace: true, // named explicitly, as in role.ts

  check: (inputs, { defaultTags }) => withAllTags(inputs, defaultTags),

  async create(inputs, context) {
    const name = String(inputs.name);
    await doing(
      `creating IAM Instance Profile (${name})`,
      context.iam().send(
        new CreateInstanceProfileCommand({
          InstanceProfileName: name,
          Path: String(inputs.path),
          Tags: sdkTags(inputs.tagsAll),
        }),
      ),
    );
    await setRole(name, undefined, inputs.role, context);
    return { id: name, outputs: await outputsNow(name, inputs, context) };
  },

  async read(saved, context) {
    const outputs = await outputsOf(saved.id, saved.inputs, context);
    return outputs && { outputs };
  },

  async update(saved, inputs, context) {
    const InstanceProfileName = saved.id;
    await setRole(saved.id, saved.outputs.role, inputs.role, context);
    const { set, remove } = tagChanges(saved.outputs.tagsAll, inputs.tagsAll);
    const iam = context.iam();
    const tagging = `updating IAM Instance Profile (${saved.id}) tags`;
    if (remove.length > 0)
      await doing(
        tagging,
        iam.send(new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys: remove })),
      );
    if (set.length > 0)
      await doing(tagging, iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: set })));
    return outputsNow(saved.id, inputs, context);
  },

  async delete(saved, context) {
    await setRole(saved.id, saved.outputs.role, undefined, context);
    await unlessMissing(
      `deleting IAM Instance Profile (${saved.id})`,
      context.iam().send(new DeleteInstanceProfileCommand({ InstanceProfileName: saved.id })),
    );
  },
};

async function setRole(profile: string, old: unknown, now: unknown, context: AwsContext): Promise<void> {
  if ((old ?? "") === (now ?? "")) return;
  const InstanceProfileName = profile;
  if (old)
    await unlessMissing(
      `removing IAM Role (${old}) from IAM Instance Profile (${profile})`,
      context
        .iam()
        .send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName: String(old) })),
    );
  if (now)
    await doing(
      `adding IAM Role (${now}) to IAM Instance Profile (${profile})`,
      context.iam().send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: String(now) })),
    );
}

async function outputsNow(name: string, inputs: Properties, context: AwsContext): Promise<Properties> {
  const outputs = await outputsOf(name, inputs, context);
  if (!outputs) throw new Error(`reading IAM Instance Profile (${name}): couldn't find resource`);
  return outputs;
}

async function outputsOf(
  name: string,
  inputs: Properties,
  context: AwsContext,
): Promise<Properties | undefined> {
  const answer = await unlessMissing(
    `reading IAM Instance Profile (${name})`,
    context.iam().send(new GetInstanceProfileCommand({ InstanceProfileName: name })),
  );
  const found = answer?.InstanceProfile;
  if (!found) return undefined;
  return {
    name: found.InstanceProfileName,
    path: found.Path,
    role: found.Roles?.[0]?.RoleName,
    ...tagOutputs(found.Tags, context.defaultTags, inputs),
    arn: found.Arn,
    uniqueId: found.InstanceProfileId,
    createDate: found.CreateDate?.toISOString().replace(/\.\d+Z$/, "Z"),
  };
}
