import { DescribeInstancesCommand, type Instance } from "@aws-sdk/client-ec2";
import type { AwsContext } from "./context";
import { doing } from "./errors";

/** One filter of an invoke: any of its values may match; `*` is a wildcard. */
export interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** What a filter compares. Filtering is done here, since the emulator ignores filters it does not know. */
const VALUE: Readonly<Record<string, (instance: Instance) => string | undefined>> = {
  "iam-instance-profile.arn": ({ IamInstanceProfile }) => IamInstanceProfile?.Arn,
  "instance-id": ({ InstanceId }) => InstanceId,
  "instance-state-name": ({ State }) => State?.Name,
  "image-id": ({ ImageId }) => ImageId,
  "private-ip-address": ({ PrivateIpAddress }) => PrivateIpAddress,
  "ip-address": ({ PublicIpAddress }) => PublicIpAddress,
};

/** Instances that pass every filter, from all pages. Refuses a filter it does not know. */
export async function findInstances(filters: readonly Filter[], context: AwsContext): Promise<Instance[]> {
  const found: Instance[] = [];
  let NextToken: string | undefined;
  do {
    const page = await doing(
      "reading EC2 Instances",
      context.ec2().send(new DescribeInstancesCommand({ NextToken })),
    );
    found.push(...(page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []));
    NextToken = page.NextToken || undefined;
  } while (NextToken);
  return found.filter((instance) => filters.every((filter) => passes(instance, filter)));
}

function passes(instance: Instance, { name, values }: Filter): boolean {
  const value = name.startsWith("tag:")
    ? instance.Tags?.find(({ Key }) => Key === name.slice("tag:".length))?.Value
    : readerOf(name)(instance);
  return value !== undefined && values.some((pattern) => matches(pattern, value));
}

function readerOf(name: string): (instance: Instance) => string | undefined {
  const known = Object.hasOwn(VALUE, name) ? VALUE[name] : undefined;
  if (known) return known;
  throw new Error(
    `the sandbox's stand-in does not know instance filter ${name}; it knows ${Object.keys(VALUE).join(", ")}, tag:KEY`,
  );
}

function matches(pattern: string, value: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "s").test(value);
}
