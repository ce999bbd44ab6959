import { isDeepStrictEqual } from "node:util";
import {
  CreateTagsCommand,
  DeleteTagsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { inputsFrom } from "../../../provider/protocol/derive";
import type { ResourceHandler, Saved } from "../../../provider/protocol/handler";
import { isRecord, type Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";
import { carryProfile, expectProfile } from "./instanceCarries";
import { expectUnprotected } from "./instanceProtection";
import { instanceNow } from "./instanceState";
import { keptWith } from "./keptInstances";
import { sdkTags, tagChanges, withAllTags } from "./tags";

const given = { optionalComputed: true };
const encrypted = ({ rootBlockDevice }: Properties) => isRecord(rootBlockDevice) && rootBlockDevice.encrypted;

/**
 * aws:ec2/instance:Instance. Inputs and what forces replacement: terraform-provider-aws
 * internal/service/ec2/ec2_instance.go. The emulator keeps no volumes or user data: the inputs are echoed, so drift in them
 * is not seen. What it forgets of protection and metadata is in keptInstances.ts. An instance is never pending, and its
 * profile must exist, as on AWS.
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
    forceDestroy: { default: false },
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
    context.kept.write(id, keptWith(inputs));
    return { id, outputs: await outputsNow(id, inputs, context) };
  },

  async read(saved, context) {
    const outputs = await instanceNow(saved.id, { ...saved.outputs, ...saved.inputs }, context);
    return outputs && { outputs, inputs: inputsFrom(instance, saved, asProgrammed(outputs, saved.inputs)) };
  },

  async update(saved, inputs, context) {
    refuseWhatTheEmulatorCannot(saved, inputs);
    context.kept.write(saved.id, keptWith(inputs, context.kept.read(saved.id)));
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

  async delete({ id, outputs }, context) {
    if (outputs.forceDestroy !== true) await expectUnprotected(id, context);
    const request = new TerminateInstancesCommand({ InstanceIds: [id] });
    await unlessMissing(`terminating EC2 Instance (${id})`, context.ec2().send(request));
    context.kept.forget(id);
  },
};

/** Outputs of which `metadataOptions` has only the members that the program sets: EC2 fills in the others, and that is no drift. */
function asProgrammed(outputs: Properties, inputs: Properties): Properties {
  const { metadataOptions: all } = outputs;
  const asked = inputs.metadataOptions;
  if (!isRecord(all) || !isRecord(asked)) return outputs;
  return {
    ...outputs,
    metadataOptions: Object.fromEntries(Object.keys(asked).map((name) => [name, all[name]])),
  };
}

/** AWS changes these in place. The emulator cannot, and an error is better than a change that is only pretended. */
function refuseWhatTheEmulatorCannot({ inputs: old }: Saved, inputs: Properties): void {
  const fixed = ["instanceType", "vpcSecurityGroupIds", "userData", "rootBlockDevice"];
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
