import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { hostSettings } from "../settings";
import type { S3Docroot } from "./docroot";

/** Credentials of a session, as the AWS SDK takes them. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** The server's own credentials, from the metadata endpoint (IMDSv2) and nowhere else. */
export async function instanceSession(): Promise<Session> {
  const base = `http://127.0.0.1:${hostSettings().ports.metadata}/latest`;
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(base + path, { ...init, signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the metadata endpoint has no ${path} (HTTP ${answer.status})`);
    return text;
  };
  const headers = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
  const token = await ask("/api/token", { method: "PUT", headers });
  const withToken = { headers: { "x-aws-ec2-metadata-token": token } };
  const folder = "/meta-data/iam/security-credentials/";
  const role = (await ask(folder, withToken)).trim().split("\n")[0] ?? "";
  const answer = JSON.parse(await ask(folder + role, withToken));
  if (answer.Code !== "Success")
    throw new Error(`no session for role ${role}: ${answer.Code} ${answer.Message ?? ""}`);
  return {
    accessKeyId: answer.AccessKeyId,
    secretAccessKey: answer.SecretAccessKey,
    sessionToken: answer.Token,
  };
}

/** The session for a docroot: its role, assumed with its external ID, or the instance's own. */
export async function docrootSession(docroot: S3Docroot): Promise<Session> {
  const own = await instanceSession();
  if (!docroot.roleArn) return own;
  const { accountsEndpoint, region } = hostSettings();
  const sts = new STSClient({ endpoint: accountsEndpoint, region, credentials: own, maxAttempts: 1 });
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: docroot.roleArn,
      RoleSessionName: docroot.sessionName ?? "aspera-transfer",
      ExternalId: docroot.externalId,
      DurationSeconds: 900,
    }),
  );
  const got = answer.Credentials;
  return {
    accessKeyId: got?.AccessKeyId ?? "",
    secretAccessKey: got?.SecretAccessKey ?? "",
    sessionToken: got?.SessionToken ?? "",
  };
}
