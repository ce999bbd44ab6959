import type { Instance } from "@aws-sdk/client-ec2";
import type { InvokeHandler } from "../../../provider/protocol/handler";
import { isRecord, type Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { type Filter, findInstances } from "./findInstances";
import { tagOutputs } from "./tags";

/** aws:ec2/getInstances: ids and addresses of the instances that match; running ones unless other states are named. */
export const getInstances: InvokeHandler<AwsContext> = {
  inputs: ["filters", "instanceStateNames", "instanceTags", "region"],
  async call(args, context) {
    const states = (args.instanceStateNames as string[] | undefined) ?? ["running"];
    const filters = [...filtersOf(args), { name: "instance-state-name", values: states }];
    const found = await findInstances(filters, context);
    return {
      id: context.region,
      region: context.region,
      ids: present(found, ({ InstanceId }) => InstanceId),
      privateIps: present(found, ({ PrivateIpAddress }) => PrivateIpAddress),
      publicIps: present(found, ({ PublicIpAddress }) => PublicIpAddress),
      ipv6Addresses: [],
      instanceTags: isRecord(args.instanceTags) ? args.instanceTags : {},
      instanceStateNames: args.instanceStateNames,
      filters: args.filters,
    };
  },
};

/** aws:ec2/getInstance: the one instance that matches. */
export const getInstance: InvokeHandler<AwsContext> = {
  inputs: ["instanceId", "filters", "instanceTags", "region"],
  async call(args, context) {
    const filters = filtersOf(args);
    if (args.instanceId) filters.push({ name: "instance-id", values: [String(args.instanceId)] });
    const [instance, another] = await findInstances(filters, context);
    if (!instance) throw new Error("no matching EC2 Instance found");
    if (another)
      throw new Error(
        "multiple EC2 Instances matched; use additional constraints to reduce matches to a single one",
      );
    return { ...describe(instance, context), instanceId: args.instanceId, filters: args.filters };
  },
};

/** Members of getInstance's result that the emulator or the stand-in knows; others are left out. */
function describe(instance: Instance, context: AwsContext): Properties {
  const { tags } = tagOutputs(instance.Tags, {}, {});
  const { disableApiTermination, metadataOptions } = context.kept.read(instance.InstanceId ?? "");
  return {
    id: instance.InstanceId,
    arn: `arn:${context.partition}:ec2:${context.region}:${context.identity.accountId}:instance/${instance.InstanceId}`,
    ami: instance.ImageId,
    region: context.region,
    availabilityZone: instance.Placement?.AvailabilityZone ?? "",
    iamInstanceProfile: instance.IamInstanceProfile?.Arn?.split("/").pop() ?? "",
    instanceState: instance.State?.Name ?? "",
    instanceType: instance.InstanceType ?? "",
    keyName: instance.KeyName ?? "",
    privateDns: instance.PrivateDnsName ?? "",
    privateIp: instance.PrivateIpAddress ?? "",
    publicDns: instance.PublicDnsName ?? "",
    publicIp: instance.PublicIpAddress ?? "",
    subnetId: instance.SubnetId ?? "",
    vpcSecurityGroupIds: present(instance.SecurityGroups ?? [], ({ GroupId }) => GroupId),
    disableApiTermination,
    metadataOptions: [metadataOptions],
    tags,
    instanceTags: tags,
  };
}

function filtersOf(args: Properties): Filter[] {
  const filters = [...((args.filters as Filter[] | undefined) ?? [])];
  const tags = isRecord(args.instanceTags) ? args.instanceTags : {};
  return [
    ...filters,
    ...Object.entries(tags).map(([key, value]) => ({ name: `tag:${key}`, values: [String(value)] })),
  ];
}

function present<T>(items: readonly T[], pick: (item: T) => string | undefined): string[] {
  return items.flatMap((item) => pick(item) ?? []);
}
