import {
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupEgressCommand,
} from "@aws-sdk/client-ec2";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";
import { sdkTags, tagChanges, tagOutputs, withAllTags } from "./tags";

/** The rule that AWS adds to a new group, and the genuine plugin removes. */
const ALLOW_ALL = { IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] };

/**
 * aws:ec2/securityGroup:SecurityGroup, without rules: those are separate resources. Inputs and what forces replacement:
 * terraform-provider-aws internal/service/ec2/vpc_security_group.go.
 */
export const securityGroup: ResourceHandler<AwsContext> = {
  inputs: {
    name: { required: true, replaces: true },
    description: { default: "Managed by Pulumi", replaces: true },
    vpcId: { optionalComputed: true, replaces: true },
    tags: {},
    tagsAll: {},
  },
  computed: ["arn", "ownerId"],
  deleteBeforeReplace: true, // named explicitly, as in role.ts

  check: (inputs, { defaultTags }) => withAllTags(inputs, defaultTags),

  async create(inputs, context) {
    const ec2 = context.ec2();
    const { GroupId = "" } = await doing(
      `creating Security Group (${inputs.name})`,
      ec2.send(
        new CreateSecurityGroupCommand({
          GroupName: String(inputs.name),
          Description: String(inputs.description),
          VpcId: inputs.vpcId as string | undefined,
          TagSpecifications: [{ ResourceType: "security-group", Tags: sdkTags(inputs.tagsAll) }],
        }),
      ),
    );
    await doing(
      `revoking default IPv4 egress rule for Security Group (${GroupId})`,
      ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [ALLOW_ALL] })),
    );
    return { id: GroupId, outputs: (await outputsOf(GroupId, inputs, context)) ?? {} };
  },

  async read(saved, context) {
    const outputs = await outputsOf(saved.id, saved.inputs, context);
    return outputs && { outputs };
  },

  async update(saved, inputs, context) {
    const { set, remove } = tagChanges(saved.outputs.tagsAll, inputs.tagsAll);
    const Resources = [saved.id];
    const what = `updating Security Group (${saved.id}) tags`;
    const Tags = remove.map((Key) => ({ Key }));
    if (remove.length > 0) await doing(what, context.ec2().send(new DeleteTagsCommand({ Resources, Tags })));
    if (set.length > 0)
      await doing(what, context.ec2().send(new CreateTagsCommand({ Resources, Tags: set })));
    return (await outputsOf(saved.id, inputs, context)) ?? {};
  },

  async delete({ id }, context) {
    await unlessMissing(
      `deleting Security Group (${id})`,
      context.ec2().send(new DeleteSecurityGroupCommand({ GroupId: id })),
    );
  },
};

async function outputsOf(
  id: string,
  inputs: Properties,
  context: AwsContext,
): Promise<Properties | undefined> {
  const answer = await unlessMissing(
    `reading Security Group (${id})`,
    context.ec2().send(new DescribeSecurityGroupsCommand({ GroupIds: [id] })),
  );
  const found = answer?.SecurityGroups?.find(({ GroupId }) => GroupId === id);
  if (!found) return undefined;
  const ownerId = found.OwnerId ?? context.identity.accountId;
  return {
    name: found.GroupName,
    description: found.Description,
    vpcId: found.VpcId,
    ownerId,
    arn: `arn:${context.partition}:ec2:${context.region}:${ownerId}:security-group/${id}`,
    ...tagOutputs(found.Tags, context.defaultTags, inputs),
  };
}
