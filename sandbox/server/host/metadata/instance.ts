import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetInstanceProfileCommand, IAMClient, type Role } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { hostSettings } from "../settings";
import { trustsEc2 } from "./trust";

/** A session, as the metadata endpoint serves it. */
export interface RoleSession {
  AccessKeyId: string;
  SecretAccessKey: string;
  Token: string;
  /** ISO 8601. */
  Expiration: string;
}

function clientOptions() {
  const { accountsEndpoint, region, serverAccount } = hostSettings();
  // In the emulator a 12-digit key id is that account's root. The metadata service is part of AWS itself and needs no
  // permission to look at the instance.
  const credentials = { accessKeyId: serverAccount, secretAccessKey: "root" };
  return { endpoint: accountsEndpoint, region, credentials, maxAttempts: 2 };
}

/** The instance profile that the emulated instance has now; undefined if it has none. */
export async function profileArn(): Promise<string | undefined> {
  const ec2 = new EC2Client(clientOptions());
  const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [hostSettings().instanceId] }));
  return answer.Reservations?.[0]?.Instances?.[0]?.IamInstanceProfile?.Arn;
}

/** The role in that profile; undefined if the profile is absent, deleted or empty. */
export async function carriedRole(): Promise<Role | undefined> {
  const name = (await profileArn())?.split("/").at(-1);
  if (!name) return undefined;
  const iam = new IAMClient(clientOptions());
  try {
    const answer = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name }));
    return answer.InstanceProfile?.Roles?.[0];
  } catch (error) {
    if ((error as Error).name.startsWith("NoSuchEntity")) return undefined;
    throw error;
  }
}

const sessions = new Map<string, RoleSession>();

/**
 * A session of the instance's role, cached until 5 minutes before it expires; undefined if the role does not trust EC2.
 * That is checked here, because the emulator lets root assume any role that trusts a service.
 */
export async function roleSession(role: Role): Promise<RoleSession | undefined> {
  if (!trustsEc2(decodeURIComponent(role.AssumeRolePolicyDocument ?? ""))) return undefined;
  const key = role.RoleId ?? "";
  const kept = sessions.get(key);
  if (kept && Date.parse(kept.Expiration) - Date.now() > 300_000) return kept;
  const sts = new STSClient(clientOptions());
  const { instanceId } = hostSettings();
  const got = (await sts.send(new AssumeRoleCommand({ RoleArn: role.Arn, RoleSessionName: instanceId })))
    .Credentials;
  const session = {
    AccessKeyId: got?.AccessKeyId ?? "",
    SecretAccessKey: got?.SecretAccessKey ?? "",
    Token: got?.SessionToken ?? "",
    Expiration: got?.Expiration?.toISOString().replace(/\.\d+Z$/, "Z") ?? "",
  };
  sessions.set(key, session);
  return session;
}
