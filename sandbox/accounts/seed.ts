import {
  CreateBucketCommand,
  HeadBucketCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type AwsFiles, readKeys, writeAwsFiles } from "./awsFiles";
import { CAST, SERVER_ACCOUNT } from "./cast";
import { clientsFor, type Keys, rootKeys } from "./clients";
import { seedDeployer } from "./deployer";
import { seedInstance } from "./instance";

/** What seeding created or found. */
export interface Seeded {
  /** The instance that plays the server, in account 111122223333. */
  readonly instanceId: string;
  /** Keys of the user `deployer`, by profile: operator, acme, globex. */
  readonly keys: Readonly<Record<string, Keys>>;
  /** The files that hold them. */
  readonly files: AwsFiles;
}

/**
 * Fills the emulated accounts with what exists before our program runs: a deployer with issued keys in each, the customers'
 * buckets, the server's instance. Then writes the AWS configuration files. Idempotent.
 * @param home folder of the sandbox, where the files go.
 */
export async function seedAccounts({ endpoint, home }: { endpoint: string; home: string }): Promise<Seeded> {
  const kept = readKeys(home);
  const keys: Record<string, Keys> = {};
  let instanceId = "";
  for (const { id, profile, buckets } of CAST) {
    const root = clientsFor(endpoint, rootKeys(id));
    try {
      keys[profile] = await seedDeployer(root.iam, kept[profile]);
      for (const bucket of buckets) await seedBucket(root.s3, bucket);
      if (id === SERVER_ACCOUNT) instanceId = await seedInstance(root.ec2);
    } finally {
      root.destroy();
    }
  }
  return { instanceId, keys, files: writeAwsFiles(home, keys) };
}

async function seedBucket(s3: S3Client, bucket: string): Promise<void> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof Error) || !/^(NotFound|NoSuchBucket)$/.test(error.name)) throw error;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    // As AWS makes every new bucket since April 2023; the emulator makes them without.
    const all = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: all }));
  }
}
