import type { Filter, Instance } from "@aws-sdk/client-ec2";
import type { InstanceFacts } from "../../model/aws/instanceReplacement";
import type { AwsAccount } from "./account";

type Ec2 = Pick<AwsAccount, "ec2">;

/** States of an instance that is there, or may come back. */
const LIVING = ["pending", "running", "stopping", "stopped"];

/**
 * The instances with a tag, running or not.
 * @param volumes asks whether the root volume is encrypted, too.
 * @throws what AWS said, when they cannot be listed.
 */
export async function taggedInstances(
  account: Ec2,
  tag: { readonly key: string; readonly value: string },
  volumes: boolean,
): Promise<InstanceFacts[]> {
  const all = await describe(account, LIVING, {
    filters: [{ Name: `tag:${tag.key}`, Values: [tag.value] }],
  });
  const tagged = all.filter(({ Tags = [] }) =>
    Tags.some(({ Key, Value }) => Key === tag.key && Value === tag.value),
  );
  return Promise.all(
    tagged.map(async (instance) => ({
      id: instance.InstanceId ?? "",
      amiId: instance.ImageId ?? "",
      subnetId: instance.SubnetId ?? "",
      keyName: instance.KeyName ?? "",
      ...(volumes && { rootEncrypted: await rootEncrypted(account, instance) }),
    })),
  );
}

/** Whether AWS refuses to terminate an instance. @throws what AWS said, when that cannot be read. */
export async function isProtected(account: Ec2, InstanceId: string): Promise<boolean> {
  const { DescribeInstanceAttributeCommand } = await import("@aws-sdk/client-ec2");
  const ec2 = await account.ec2();
  const { DisableApiTermination } = await ec2.send(
    new DescribeInstanceAttributeCommand({ InstanceId, Attribute: "disableApiTermination" }),
  );
  return DisableApiTermination?.Value === true;
}

/** An instance, and the instance profile that it carries. */
export interface Carrier {
  readonly id: string;
  /** Undefined for none. */
  readonly profileArn?: string;
}

/**
 * Instances with their profiles.
 * @param instanceId that one alone, running or not; undefined for all that run.
 * @throws what AWS said, when they cannot be listed.
 */
export async function carriers(account: Ec2, instanceId?: string): Promise<Carrier[]> {
  const all =
    instanceId === undefined
      ? await describe(account, ["running"], { filters: [] })
      : await describe(account, LIVING, { ids: [instanceId], filters: [] });
  return all.map(({ InstanceId = "", IamInstanceProfile }) => ({
    id: InstanceId,
    ...(IamInstanceProfile?.Arn && { profileArn: IamInstanceProfile.Arn }),
  }));
}

/** An instance that carries a profile, and how its metadata service gives the role's credentials. */
export interface ProfileCarrier {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Undefined where EC2 says nothing of it, which it never does of an instance that is there; emulators do. */
  readonly metadata?: { readonly withoutToken: boolean; readonly hopLimit: number };
}

/** The instances that carry a profile, running or not. @throws what AWS said, when they cannot be listed. */
export async function profileCarriers(account: Ec2, profileArn: string): Promise<ProfileCarrier[]> {
  const filters = [{ Name: "iam-instance-profile.arn", Values: [profileArn] }];
  const all = await describe(account, LIVING, { filters });
  return all
    .filter(({ IamInstanceProfile }) => IamInstanceProfile?.Arn === profileArn)
    .map(({ InstanceId = "", Tags = [], MetadataOptions: is }) => ({
      id: InstanceId,
      tags: Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])),
      ...(is && {
        metadata: {
          withoutToken: is.HttpEndpoint !== "disabled" && is.HttpTokens !== "required",
          hopLimit: is.HttpEndpoint === "disabled" ? 0 : (is.HttpPutResponseHopLimit ?? 1),
        },
      }),
    }));
}

/** Ids of the running instances that carry a profile. @throws what AWS said, when they cannot be listed. */
export async function carriersOf(account: Ec2, profileArn: string): Promise<string[]> {
  const filters = [{ Name: "iam-instance-profile.arn", Values: [profileArn] }];
  const all = await describe(account, ["running"], { filters });
  return all.flatMap(({ InstanceId, IamInstanceProfile }) =>
    InstanceId !== undefined && IamInstanceProfile?.Arn === profileArn ? [InstanceId] : [],
  );
}

/** What passes the filters. Emulators ignore those that they do not know, so callers look again at what came. */
async function describe(
  account: Ec2,
  states: readonly string[],
  { ids, filters }: { readonly ids?: string[]; readonly filters: readonly Filter[] },
): Promise<Instance[]> {
  const { paginateDescribeInstances } = await import("@aws-sdk/client-ec2");
  const input = {
    ...(ids && { InstanceIds: ids }),
    Filters: [...filters, { Name: "instance-state-name", Values: [...states] }],
  };
  const found: Instance[] = [];
  for await (const { Reservations = [] } of paginateDescribeInstances({ client: await account.ec2() }, input))
    found.push(...Reservations.flatMap(({ Instances = [] }) => Instances));
  return found.filter(({ State }) => State?.Name === undefined || states.includes(State.Name));
}

/** Whether the root volume is encrypted; undefined where that cannot be seen. */
async function rootEncrypted(account: Ec2, { RootDeviceName, BlockDeviceMappings = [] }: Instance) {
  const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
  const volume = root?.Ebs?.VolumeId;
  if (volume === undefined) return undefined;
  try {
    const { DescribeVolumesCommand } = await import("@aws-sdk/client-ec2");
    const ec2 = await account.ec2();
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [volume] }));
    return Volumes[0]?.Encrypted;
  } catch {
    return undefined;
  }
}
