import { HeadBucketCommand } from "@aws-sdk/client-s3";
import type { InvokeHandler } from "../../../provider/protocol/handler";
import type { AwsContext } from "./context";
import { notFound, unlessMissing } from "./errors";

/** aws:s3/getBucket: where a bucket is. Hosted zone and website are not looked up and stay empty. */
export const getBucket: InvokeHandler<AwsContext> = {
  inputs: ["bucket", "region"],
  async call({ bucket }, context) {
    const name = String(bucket);
    const what = `reading S3 Bucket (${name})`;
    const found = await unlessMissing(what, context.s3().send(new HeadBucketCommand({ Bucket: name })));
    if (!found) throw notFound(what);
    const bucketRegion = found.BucketRegion ?? context.region;
    const suffix = context.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return {
      id: name,
      bucket: name,
      arn: `arn:${context.partition}:s3:::${name}`,
      bucketRegion,
      region: context.region,
      bucketDomainName: `${name}.s3.${suffix}`,
      bucketRegionalDomainName: `${name}.s3.${bucketRegion}.${suffix}`,
      hostedZoneId: "",
      websiteDomain: "",
      websiteEndpoint: "",
    };
  },
};
