import { isDeepStrictEqual } from "node:util";
import {
  CreateTagsCommand,
  DeleteTagsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { ResourceHandler, Saved } from "../../../provider/protocol/handler";
import { isRecord, type Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";
import { carryProfile, expectProfile } from "./instanceCarries";
import { instanceNow } from "./instanceState";
import { sdkTags, tagChanges, withAllTags } from "./tags";

const given = { optionalComputed: true };
const encrypted = ({ rootBlockDevice }: Properties) => isRecord(rootBlockDevice) && rootBlockDevice.encrypted;

/**
 * aws:ec2/instance:Instance. Inputs and what forces replacement: terraform-provider-aws
 * internal/service/ec2/ec2_instance.go. The emulator keeps no metadata options, volumes or user data: the inputs are
 * echoed, so drift in them is not seen. An instance is never pending, and its profile must exist, as on AWS.
 */
export const instance: ResourceHandler<AwsContext> = {
  inputs: {
    ami: { required: true, replaces: true },
    instanceType: { required: true },
    iamInstanceProfile: given,
    keyName: { ...given, replaces: true },
    subnetId: { ...given, replaces: true },
    availabilityZone: { ...given, replaces: true },
    associatePublicIpAddress: { ...given, replaces: true },
    ebsOptimized: { ...given, replaces: true },
    vpcSecurityGroupIds: { ...given, kind: "set" },
    userData: { ...given, replaces: (_olds, news) => news.userDataReplaceOnChange === true },
    userDataReplaceOnChange: { default: false },
    metadataOptions: given,
    disableApiTermination: given,
    rootBlockDevice: { ...given, replaces: (olds, news) => encrypted(olds) !== encrypted(news) },
    tags: {},
    tagsAll: {},
  },
  computed: ["arn", "instanceState", "privateIp", "privateDns", "publicIp", "publicDns"],

  check: (inputs, { defaultTags }) => withAllTags(inputs, defaultTags),

  async create(inputs, context) {
    const profile = inputs.iamInstanceProfile as string | undefined;
    if (profile) await expectProfile(profile, context);
    const { Instances = [] } = await doing(
      "creating EC2 Instance",
      context.ec2().send(
        new RunInstancesCommand({
          MinCount: 1,
          MaxCount: 1,
          ImageId: String(inputs.ami),
          InstanceType: inputs.instanceType as never,
          KeyName: inputs.keyName as string | undefined,
          SubnetId: inputs.subnetId as string | undefined,
          SecurityGroupIds: inputs.vpcSecurityGroupIds as string[] | undefined,
          IamInstanceProfile: profile ? { Name: profile } : undefined,
          TagSpecifications: [{ ResourceType: "instance", Tags: sdkTags(inputs.tagsAll) }],
        }),
      ),
    );
    const id = Instances[0]?.InstanceId ?? "";
    return { id, outputs: await outputsNow(id, inputs, context) };
  },

  async read(saved, context) {
    const outputs = await instanceNow(saved.id, { ...saved.outputs, ...saved.inputs }, context);
    return outputs && { outputs };
  },

  async update(saved, inputs, context) {
    refuseWhatTheEmulatorCannot(saved, inputs);
    const profile = inputs.iamInstanceProfile;
    if (profile !== undefined && profile !== saved.outputs.iamInstanceProfile)
      await carryProfile(saved.id, String(profile), context);
    const { set, remove } = tagChanges(saved.outputs.tagsAll, inputs.tagsAll);
    const Resources = [saved.id];
    const what = `updating EC2 Instance (${saved.id}) tags`;
    const Tags = remove.map((Key) => ({ Key }));
    if (remove.length > 0) await doing(what, context.ec2().send(new DeleteTagsCommand({ Resources, Tags })));
    if (set.length > 0)
      await doing(what, context.ec2().send(new CreateTagsCommand({ Resources, Tags: set })));
    return outputsNow(saved.id, inputs, context);
  },

  async delete({ id }, context) {
    const request = new TerminateInstancesCommand({ InstanceIds: [id] });
    await unlessMissing(`terminating EC2 Instance (${id})`, context.ec2().send(request));
  },
};

/** AWS changes these in place. The emulator cannot, and an error is better than a change that is only pretended. */
function refuseWhatTheEmulatorCannot({ inputs: old }: Saved, inputs: Properties): void {
  const fixed = ["instanceType", "vpcSecurityGroupIds", "userData", "metadataOptions", "rootBlockDevice"];
  const changed = fixed.filter((name) => !isDeepStrictEqual(old[name], inputs[name]));
  if (changed.length > 0)
    throw new Error(
      `the sandbox's emulator cannot change ${changed.join(", ")} of an instance; AWS can, in place\n` +
        "hint: replace the instance in the sandbox",
    );
}

async function outputsNow(id: string, inputs: Properties, context: AwsContext): Promise<Properties> {
  const outputs = await instanceNow(id, inputs, context);
  if (!outputs) throw new Error(`reading EC2 Instance (${id}): couldn't find resource`);
  return outputs;
}
