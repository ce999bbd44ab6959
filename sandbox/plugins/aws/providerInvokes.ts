import type { InvokeHandler } from "../../../provider/protocol/handler";
import type { AwsContext } from "./context";
import { REGION_NAMES } from "./regionNames";

/** DNS suffix of each partition (botocore data/partitions.json). */
const DNS_SUFFIX: Readonly<Record<string, string>> = {
  aws: "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-us-gov": "amazonaws.com",
};

/** aws:index/getCallerIdentity: what STS said at Configure. */
export const getCallerIdentity: InvokeHandler<AwsContext> = {
  inputs: ["id"],
  call: async (_args, { identity }) => ({ id: identity.accountId, ...identity }),
};

/** aws:index/getPartition. */
export const getPartition: InvokeHandler<AwsContext> = {
  inputs: ["id"],
  async call(_args, { partition }) {
    const dnsSuffix = DNS_SUFFIX[partition];
    if (!dnsSuffix) throw new Error(`the sandbox's stand-in does not know partition ${partition}`);
    const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
    return { id: partition, partition, dnsSuffix, reverseDnsPrefix };
  },
};

/** aws:index/getRegion: the provider's region, or the one asked for. */
export const getRegion: InvokeHandler<AwsContext> = {
  inputs: ["id", "name", "region"],
  async call(args, context) {
    const region = String(args.region ?? args.name ?? context.region);
    const description = REGION_NAMES[region];
    if (!description) throw new Error(`the sandbox's stand-in does not know region ${region}`);
    return {
      id: region,
      name: region,
      region,
      endpoint: `ec2.${region}.${DNS_SUFFIX[context.partition]}`,
      description,
    };
  },
};
