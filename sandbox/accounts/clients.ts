process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true"; // the pinned SDK supports Node 20; the warning is about later SDKs

import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";

/** Keys of a user, or of a session if there is a `sessionToken`. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** AWS SDK clients of one caller. */
export interface Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly s3: S3Client;
  readonly ec2: EC2Client;
  /** Closes their connections. */
  destroy(): void;
}

/**
 * Clients that call the emulated accounts as the owner of the keys.
 * @param endpoint address of the emulator, `http://127.0.0.1:4566`.
 * @param region default us-east-1.
 */
export function clientsFor(endpoint: string, keys: Keys, region = "us-east-1"): Clients {
  const common = { endpoint, region, credentials: keys, maxAttempts: 2 };
  const iam = new IAMClient(common);
  const sts = new STSClient(common);
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  const ec2 = new EC2Client(common);
  return {
    iam,
    sts,
    s3,
    ec2,
    destroy: () => {
      for (const client of [iam, sts, s3, ec2]) client.destroy();
    },
  };
}

/** Keys of an account's root: the emulator accepts the account's id as access key id, with any secret. */
export function rootKeys(account: string): Keys {
  return { accessKeyId: account, secretAccessKey: "root" };
}
