import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@aws-sdk/types";
import type { Identity } from "./context";

type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** One role of a provider's `assumeRoles`; each is assumed with the previous one. */
export interface RoleToAssume {
  readonly roleArn: string;
  readonly externalId?: string;
  /** Default `pulumi`. */
  readonly sessionName?: string;
}

/** How a provider gets its credentials. */
export interface CredentialSource {
  readonly region: string;
  /** Profile in AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE; default: the SDK's own search. */
  readonly profile: string | undefined;
  /** Static keys; they take precedence over the profile. */
  readonly keys: AwsCredentialIdentity | undefined;
  readonly roles: readonly RoleToAssume[];
  readonly stsEndpoint: string | undefined;
}

/** Credentials of the last role assumed; without roles, those of the keys, profile or environment. */
export async function credentialsOf(source: CredentialSource): Promise<Credentials> {
  let credentials = source.keys ?? (await fromProfile(source));
  for (const role of source.roles) credentials = await assumed(role, credentials, source);
  return credentials;
}

/** The SDK's own search, resolved once, so that a missing profile fails in Configure and not in each request. */
async function fromProfile({ region, profile }: CredentialSource): Promise<Credentials> {
  const { STSClient } = sts();
  const { config } = new STSClient({ region, ...(profile ? { profile } : {}) });
  try {
    await config.credentials();
  } catch (error) {
    if (profile) throw new Error(`failed to get shared config profile, ${profile}`);
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Error(`No valid credential sources found: ${reason}`);
  }
  return config.credentials;
}

const KNOWN: readonly string[] = ["roleArn", "externalId", "sessionName"];

async function assumed(
  role: RoleToAssume,
  credentials: Credentials,
  { region, stsEndpoint }: CredentialSource,
): Promise<Credentials> {
  const unknown = Object.keys(role).find((name) => !KNOWN.includes(name));
  if (unknown)
    throw new Error(
      `the sandbox's stand-in does not know ${unknown} in assumeRoles; it knows ${KNOWN.join(", ")}`,
    );
  const { STSClient, AssumeRoleCommand } = sts();
  const client = new STSClient({ region, credentials, ...(stsEndpoint ? { endpoint: stsEndpoint } : {}) });
  try {
    const { Credentials: session } = await client.send(
      new AssumeRoleCommand({
        RoleArn: role.roleArn,
        RoleSessionName: role.sessionName ?? "pulumi",
        ExternalId: role.externalId,
      }),
    );
    return {
      accessKeyId: session?.AccessKeyId ?? "",
      secretAccessKey: session?.SecretAccessKey ?? "",
      sessionToken: session?.SessionToken ?? "",
    };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Error(`Cannot assume IAM Role: IAM Role (${role.roleArn}) cannot be assumed: ${reason}`);
  }
}

/** Asks STS whose credentials these are. */
export async function whoAmI(region: string, credentials: Credentials, endpoint?: string): Promise<Identity> {
  const { STSClient, GetCallerIdentityCommand } = sts();
  const client = new STSClient({ region, credentials, ...(endpoint ? { endpoint } : {}) });
  try {
    const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
    return { accountId: Account ?? "", arn: Arn ?? "", userId: UserId ?? "" };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Error(
      `validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, api error ${reason}`,
    );
  }
}

function sts(): typeof import("@aws-sdk/client-sts") {
  return require("@aws-sdk/client-sts");
}
