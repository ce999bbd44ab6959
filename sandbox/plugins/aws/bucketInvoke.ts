import { HeadBucketCommand, type HeadBucketCommandOutput } from "@aws-sdk/client-s3";
import type { InvokeHandler } from "../../../provider/protocol/handler";
import type { AwsContext } from "./context";
import { failure, isMissing, notFound } from "./errors";

/** aws:s3/getBucket: where a bucket is. Hosted zone and website are not looked up and stay empty. */
export const getBucket: InvokeHandler<AwsContext> = {
  inputs: ["bucket", "region"],
  async call({ bucket }, context) {
    const name = String(bucket);
    const found = await head(name, context);
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

/**
 * The genuine plugin keeps the error of a 404 alone; every other leaves it with nothing to answer (terraform-provider-aws
 * internal/service/s3/bucket.go, findBucket). S3 answers 301 to HEAD of a bucket in another region, and the emulator 200.
 */
async function head(name: string, context: AwsContext): Promise<HeadBucketCommandOutput> {
  const what = `reading S3 Bucket (${name})`;
  const nothing = failure(what, "empty result");
  const found = await context
    .s3()
    .send(new HeadBucketCommand({ Bucket: name }))
    .catch((error: unknown) => {
      throw isMissing(error) ? notFound(what) : nothing;
    });
  if (found.BucketRegion && found.BucketRegion !== context.region) throw nothing;
  return found;
}
