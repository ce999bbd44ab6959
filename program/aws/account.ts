import type { EC2Client } from "@aws-sdk/client-ec2";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { S3Client } from "@aws-sdk/client-s3";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Account } from "../settings";
import { type AccountKey, type ClientSettings, credentialsOf } from "./credentials";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true"; // the pinned SDK serves Node 20; the warning is about later ones

/** AWS clients of one account, each loaded and made when it is first asked for. */
export interface AwsClients {
  readonly iam: () => Promise<IAMClient>;
  readonly s3: () => Promise<S3Client>;
  readonly ec2: () => Promise<EC2Client>;
  readonly kms: () => Promise<KMSClient>;
  readonly sts: () => Promise<STSClient>;
}

/** One of a stack's accounts, to be looked at with the credentials that `pulumi up` has in it. */
export interface AwsAccount extends AwsClients {
  readonly key: AccountKey;
  readonly settings: Account;
}

/** An account that does not answer within these milliseconds does not hold a run up. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 15_000 };

/** A first try and two more. */
const ATTEMPTS = 3;

/**
 * The one way in which program and preflight look at an account. Not the aws plugin's functions: those tell the engine of
 * every error before a program can take it for an answer, and leave out what is empty.
 *
 * The SDK's own variables (`AWS_ENDPOINT_URL`, ...) lead elsewhere, as they lead the providers.
 */
export function awsAccount(key: AccountKey, settings: Account): AwsAccount {
  const common: ClientSettings = {
    region: settings.region,
    maxAttempts: ATTEMPTS,
    requestHandler: PATIENCE,
  };
  const credentials = credentialsOf(key, settings, common);
  const config = { ...common, ...(credentials && { credentials }) };
  return {
    key,
    settings,
    iam: once(async () => new (await import("@aws-sdk/client-iam")).IAMClient(config)),
    ec2: once(async () => new (await import("@aws-sdk/client-ec2")).EC2Client(config)),
    kms: once(async () => new (await import("@aws-sdk/client-kms")).KMSClient(config)),
    sts: once(async () => new (await import("@aws-sdk/client-sts")).STSClient(config)),
    s3: once(async () => {
      const { S3Client } = await import("@aws-sdk/client-s3");
      // A host of one's own, such as an emulator's, has no host per bucket.
      const forcePathStyle = Boolean(process.env.AWS_ENDPOINT_URL ?? process.env.AWS_ENDPOINT_URL_S3);
      return new S3Client({ ...config, forcePathStyle });
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
