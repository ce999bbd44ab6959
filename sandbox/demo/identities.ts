import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/** Credentials as the AWS SDK takes them. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where the demo sends requests: the emulated accounts and the server's metadata service. */
export interface Places {
  readonly accountsEndpoint: string;
  readonly metadataPort: number;
  readonly region: string;
}

/** The server role's session, which any process on the server gets from the instance metadata. */
export async function serverSession({ metadataPort }: Places): Promise<Session> {
  const base = `http://127.0.0.1:${metadataPort}/latest`;
  const ask = async (path: string, init?: RequestInit) => (await fetch(base + path, init)).text();
  const token = await ask("/api/token", {
    method: "PUT",
    headers: { "x-aws-ec2-metadata-token-ttl-seconds": "60" },
  });
  const headers = { "x-aws-ec2-metadata-token": token };
  const folder = "/meta-data/iam/security-credentials/";
  const role = (await ask(folder, { headers })).trim();
  const answer = JSON.parse(await ask(folder + role, { headers }));
  return {
    accessKeyId: answer.AccessKeyId,
    secretAccessKey: answer.SecretAccessKey,
    sessionToken: answer.Token,
  };
}

/** Assumes a role, with the external ID or without one. */
export async function assume(
  places: Places,
  caller: Session,
  roleArn: string,
  externalId?: string,
): Promise<Session> {
  const sts = new STSClient({
    endpoint: places.accountsEndpoint,
    region: places.region,
    credentials: caller,
    maxAttempts: 1,
  });
  const { Credentials: got } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "aspera-demo", ExternalId: externalId }),
  );
  return {
    accessKeyId: got?.AccessKeyId ?? "",
    secretAccessKey: got?.SecretAccessKey ?? "",
    sessionToken: got?.SessionToken,
  };
}

/** Reads and writes one bucket with given credentials. */
export function bucketAs(places: Places, session: Session, bucket: string) {
  const s3 = new S3Client({
    endpoint: places.accountsEndpoint,
    region: places.region,
    credentials: session,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  return {
    read: async (key: string): Promise<Buffer> => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    write: async (key: string, content: Buffer | string): Promise<void> => {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
    },
  };
}
