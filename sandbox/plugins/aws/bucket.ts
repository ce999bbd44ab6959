import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  type Tag as S3Tag,
} from "@aws-sdk/client-s3";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import type { Properties } from "../../../provider/protocol/wire";
import { holdsUnknown } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, failure, notFound, unlessMissing } from "./errors";
import { sdkTags, tagOutputs, withAllTags } from "./tags";

/**
 * aws:s3/bucket:Bucket, in the provider's own region. Everything else about a bucket (versioning, policy, CORS, ...) is a
 * separate resource in version 7 and not known here. Inputs, defaults and what forces replacement:
 * terraform-provider-aws internal/service/s3/bucket.go.
 */
export const bucket: ResourceHandler<AwsContext> = {
  inputs: {
    bucket: { required: true, replaces: true },
    forceDestroy: { default: false },
    region: { optionalComputed: true, replaces: true },
    tags: {},
    tagsAll: {},
  },
  computed: ["arn", "bucketDomainName", "bucketRegion", "bucketRegionalDomainName", "region"],
  deleteBeforeReplace: true, // named explicitly, as in role.ts

  check(inputs, { defaultTags, region }) {
    if (inputs.region === undefined || inputs.region === region || holdsUnknown(inputs.region))
      return withAllTags(inputs, defaultTags);
    const reason = `the sandbox's stand-in makes buckets in the provider's region ${region} only, not in ${inputs.region}`;
    return [{ property: "region", reason }];
  },

  async create(inputs, context) {
    const name = String(inputs.bucket);
    const what = `creating S3 Bucket (${name})`;
    // There S3 lets an owner create a bucket that they already have; the genuine plugin refuses.
    const american = context.region === "us-east-1";
    if (american && (await head(name, context))) throw failure(what, "BucketAlreadyExists");
    const CreateBucketConfiguration = american
      ? undefined
      : { LocationConstraint: context.region as "eu-west-1" };
    await doing(
      what,
      context.s3().send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration })),
    );
    await setTags(name, inputs.tagsAll, context);
    return { id: name, outputs: await outputsNow(name, inputs, context) };
  },

  async read(saved, context) {
    const outputs = await outputsOf(saved.id, { ...saved.outputs, ...saved.inputs }, context);
    return outputs && { outputs };
  },

  async update(saved, inputs, context) {
    await setTags(saved.id, inputs.tagsAll, context);
    return outputsNow(saved.id, inputs, context);
  },

  async delete({ id, outputs }, context) {
    if (outputs.forceDestroy === true) await empty(id, context);
    await unlessMissing(
      `deleting S3 Bucket (${id})`,
      context.s3().send(new DeleteBucketCommand({ Bucket: id })),
    );
  },
};

function head(name: string, context: AwsContext) {
  return unlessMissing(
    `reading S3 Bucket (${name})`,
    context.s3().send(new HeadBucketCommand({ Bucket: name })),
  );
}

/** S3 replaces all tags at once. */
async function setTags(name: string, tagsAll: unknown, context: AwsContext): Promise<void> {
  const TagSet = sdkTags(tagsAll);
  await doing(
    `setting S3 Bucket (${name}) tags`,
    TagSet.length > 0
      ? context.s3().send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }))
      : context.s3().send(new DeleteBucketTaggingCommand({ Bucket: name })),
  );
}

async function tagsOf(name: string, context: AwsContext): Promise<S3Tag[]> {
  try {
    const { TagSet = [] } = await context.s3().send(new GetBucketTaggingCommand({ Bucket: name }));
    return TagSet;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchTagSet") return [];
    throw failure(`listing tags for S3 Bucket (${name})`, error);
  }
}

/** Deletes every version and delete marker: S3 deletes only empty buckets. */
async function empty(name: string, context: AwsContext): Promise<void> {
  const what = `emptying S3 Bucket (${name})`;
  for (;;) {
    const page = await unlessMissing(
      what,
      context.s3().send(new ListObjectVersionsCommand({ Bucket: name })),
    );
    const found = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])];
    if (found.length === 0) return;
    const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Errors: [refused] = [] } = await doing(
      what,
      context.s3().send(new DeleteObjectsCommand({ Bucket: name, Delete: { Objects } })),
    );
    if (refused) throw failure(what, `deleting ${refused.Key}: ${refused.Code}: ${refused.Message}`);
  }
}

async function outputsNow(name: string, inputs: Properties, context: AwsContext): Promise<Properties> {
  const outputs = await outputsOf(name, inputs, context);
  if (!outputs) throw notFound(`reading S3 Bucket (${name})`);
  return outputs;
}

/** @param known what the state has: what S3 cannot tell, and which default tags the program sets as well. */
async function outputsOf(
  name: string,
  known: Properties,
  context: AwsContext,
): Promise<Properties | undefined> {
  const found = await head(name, context);
  if (!found) return undefined;
  const bucketRegion = found.BucketRegion ?? context.region;
  const suffix = context.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    bucket: name,
    arn: `arn:${context.partition}:s3:::${name}`,
    region: context.region,
    bucketRegion,
    bucketDomainName: `${name}.s3.${suffix}`,
    bucketRegionalDomainName: `${name}.s3.${bucketRegion}.${suffix}`,
    forceDestroy: known.forceDestroy ?? false,
    ...tagOutputs(await tagsOf(name, context), context.defaultTags, known),
  };
}
