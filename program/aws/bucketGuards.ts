import type { LifecycleRule } from "../../model/aws/bucketLifecycle";
import type { AwsAccount } from "./account";
import { reasonOf } from "./reason";

/** Something that was looked at: what is there, or why that cannot be seen. */
export type Look<T> = { readonly seen: T; readonly reason?: undefined } | { readonly reason: string };

/** What a bucket's owner has said about who reaches it, and for how long files stay. */
export interface BucketGuards {
  /** The parts of the public access block that are on. */
  readonly publicAccessBlock: Look<readonly string[]>;
  /** The bucket policy as JSON text; undefined for none. */
  readonly policy: Look<string | undefined>;
  /** `BucketOwnerEnforced`, ...; `ObjectWriter` where nobody has said anything, as S3 has it. */
  readonly ownership: Look<string>;
  readonly lifecycle: Look<readonly LifecycleRule[]>;
  /** The customer's own KMS key with which it encrypts, by id, ARN or alias; undefined for S3's own keys and AWS's. */
  readonly key: Look<string | undefined>;
}

/** The four parts of a public access block (Amazon S3 API Reference, PublicAccessBlockConfiguration). */
export const PUBLIC_ACCESS_BLOCK = [
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
] as const;

/** Looks at all of it at once. Never throws. @param account the account that owns the bucket. */
export async function bucketGuards(
  account: Pick<AwsAccount, "s3" | "settings">,
  bucket: string,
): Promise<BucketGuards> {
  const input = { Bucket: bucket, ExpectedBucketOwner: account.settings.id };
  const s3 = await import("@aws-sdk/client-s3");
  const [publicAccessBlock, policy, ownership, lifecycle, key] = await Promise.all([
    look("NoSuchPublicAccessBlockConfiguration", [], async () => {
      const client = await account.s3();
      const { PublicAccessBlockConfiguration: is } = await client.send(
        new s3.GetPublicAccessBlockCommand(input),
      );
      return PUBLIC_ACCESS_BLOCK.filter((part) => is?.[part]);
    }),
    look("NoSuchBucketPolicy", undefined, async () => {
      const client = await account.s3();
      return (await client.send(new s3.GetBucketPolicyCommand(input))).Policy;
    }),
    look("OwnershipControlsNotFoundError", "ObjectWriter", async () => {
      const client = await account.s3();
      const { OwnershipControls } = await client.send(new s3.GetBucketOwnershipControlsCommand(input));
      return OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? "ObjectWriter";
    }),
    look("NoSuchLifecycleConfiguration", [], async () => {
      const client = await account.s3();
      return (await client.send(new s3.GetBucketLifecycleConfigurationCommand(input))).Rules ?? [];
    }),
    look("ServerSideEncryptionConfigurationNotFoundError", undefined, async () => {
      const client = await account.s3();
      const { ServerSideEncryptionConfiguration: is } = await client.send(
        new s3.GetBucketEncryptionCommand(input),
      );
      const { SSEAlgorithm, KMSMasterKeyID } = is?.Rules?.[0]?.ApplyServerSideEncryptionByDefault ?? {};
      const isOwn = SSEAlgorithm?.startsWith("aws:kms") && !/(^|:)alias\/aws\//.test(KMSMasterKeyID ?? "");
      return isOwn ? KMSMasterKeyID : undefined;
    }),
  ]);
  return { publicAccessBlock, policy, ownership, lifecycle, key };
}

/** @param absent the error by which S3 says that there is none, and what that means. */
async function look<T>(absent: string, none: T, ask: () => Promise<T>): Promise<Look<T>> {
  try {
    return { seen: await ask() };
  } catch (error) {
    return (error as { name?: string }).name === absent ? { seen: none } : { reason: reasonOf(error) };
  }
}
