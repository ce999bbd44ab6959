import { FindingError, found } from "../../model/findings/finding";
import { noCredentials } from "../findings/access/noCredentials";
import type { Account } from "../settings";
import { reasonOf } from "./reason";

/** Which of a stack's two accounts, by its configuration key. */
export type AccountKey = "serverAccount" | "bucketAccount";

/** Keys as the AWS SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What every client is made with, beside its credentials. */
export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
}

/**
 * The credentials that the provider of an account works with, as the settings say: a profile's, an assumed role's, or the
 * environment's. A profile means that profile and nothing else: the SDK's chain would go on to whatever the machine has.
 * @returns undefined for the environment's, which the SDK finds by itself; else a function that rejects with a
 * FindingError when there are none.
 */
export function credentialsOf(
  key: AccountKey,
  account: Account,
  client: ClientSettings,
): (() => Promise<Credentials>) | undefined {
  const { id, profile, assumeRole } = account;
  if (profile === undefined && !assumeRole) return undefined;
  // Several clients ask at once, and a run is over long before the keys are.
  let asked: Promise<Credentials> | undefined;
  return () => {
    asked ??= (assumeRole ? assumed(assumeRole, client) : ofProfile(profile ?? "", client)).catch((error) => {
      throw new FindingError(found(noCredentials, { key, account: id, profile, reason: reasonOf(error) }));
    });
    return asked;
  };
}

async function ofProfile(profile: string, { region }: ClientSettings): Promise<Credentials> {
  const { fromIni } = await import("@aws-sdk/credential-provider-ini");
  return fromIni({ profile, clientConfig: { region } })();
}

async function assumed(
  { roleArn, externalId }: NonNullable<Account["assumeRole"]>,
  client: ClientSettings,
): Promise<Credentials> {
  const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
  const { Credentials: got } = await new STSClient(client).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: "aspera-pulumi",
      ExternalId: externalId?.reveal(),
      DurationSeconds: 900,
    }),
  );
  return {
    accessKeyId: got?.AccessKeyId ?? "",
    secretAccessKey: got?.SecretAccessKey ?? "",
    sessionToken: got?.SessionToken ?? "",
  };
}
