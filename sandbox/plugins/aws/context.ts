import type { EC2Client } from "@aws-sdk/client-ec2";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { S3Client } from "@aws-sdk/client-s3";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@aws-sdk/types";
import type { KeptInstances } from "./keptInstances";

/** Whose credentials a provider uses. */
export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

/** What every resource and invoke of one configured provider uses. */
export interface AwsContext {
  readonly region: string;
  /** Partition of the caller, such as `aws`. */
  readonly partition: string;
  readonly identity: Identity;
  /** Tags that the provider adds to everything. */
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly iam: () => IAMClient;
  readonly s3: () => S3Client;
  readonly ec2: () => EC2Client;
  /** What EC2 keeps of an instance and the emulator forgets. */
  readonly kept: KeptInstances;
}

/** Where a provider sends requests, and with whose credentials. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** Endpoints by service name; a service without one uses AWS_ENDPOINT_URL, else AWS itself. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** The SDK's clients, each loaded on first use: a provider that only creates roles never loads S3 or EC2. */
export function clients(settings: ClientSettings): Pick<AwsContext, "iam" | "s3" | "ec2"> {
  const { region, credentials, endpoints } = settings;
  const common = (service: string) => ({
    region,
    credentials,
    ...(endpoints[service] ? { endpoint: endpoints[service] } : {}),
  });
  return {
    iam: once(() => {
      const { IAMClient } = require("@aws-sdk/client-iam") as typeof import("@aws-sdk/client-iam");
      return new IAMClient(common("iam"));
    }),
    s3: once(() => {
      const { S3Client } = require("@aws-sdk/client-s3") as typeof import("@aws-sdk/client-s3");
      // A bucket name in front of an IP address is not a host name.
      const forcePathStyle = Boolean(
        endpoints.s3 ?? process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL,
      );
      // Like the genuine one, which asks S3 where a bucket is.
      return new S3Client({ ...common("s3"), forcePathStyle, followRegionRedirects: true });
    }),
    ec2: once(() => {
      const { EC2Client } = require("@aws-sdk/client-ec2") as typeof import("@aws-sdk/client-ec2");
      return new EC2Client(common("ec2"));
    }),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
