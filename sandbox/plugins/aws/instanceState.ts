import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { findInstances } from "./findInstances";
import { tagOutputs } from "./tags";

/** What neither the emulator nor keptInstances.ts keeps of an instance. */
const BELIEVED = [
  "associatePublicIpAddress",
  "ebsOptimized",
  "userData",
  "userDataReplaceOnChange",
  "rootBlockDevice",
  "forceDestroy",
];

/**
 * Outputs of an instance as it is; undefined when it is gone or terminated.
 * @param known what the state has, for what the emulator does not keep.
 */
export async function instanceNow(
  id: string,
  known: Properties,
  context: AwsContext,
): Promise<Properties | undefined> {
  const [found] = await findInstances([{ name: "instance-id", values: [id] }], context);
  if (!found || found.State?.Name === "terminated") return undefined;
  const { disableApiTermination, metadataOptions } = context.kept.read(id);
  return {
    ...Object.fromEntries(BELIEVED.map((name) => [name, known[name]])),
    disableApiTermination,
    metadataOptions,
    ami: found.ImageId,
    instanceType: found.InstanceType,
    iamInstanceProfile: found.IamInstanceProfile?.Arn?.split("/").pop() ?? "",
    keyName: found.KeyName ?? "",
    subnetId: found.SubnetId ?? "",
    availabilityZone: found.Placement?.AvailabilityZone ?? "",
    vpcSecurityGroupIds: (found.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    arn: `arn:${context.partition}:ec2:${context.region}:${context.identity.accountId}:instance/${id}`,
    instanceState: found.State?.Name ?? "",
    privateIp: found.PrivateIpAddress ?? "",
    privateDns: found.PrivateDnsName ?? "",
    publicIp: found.PublicIpAddress ?? "",
    publicDns: found.PublicDnsName ?? "",
    ...tagOutputs(found.Tags, context.defaultTags, known),
  };
}
