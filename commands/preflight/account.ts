process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true"; // the pinned SDK serves Node 20; the warning is about later ones

import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Account } from "../../components/settings/types";
import { type Finding, firstLine, ok, stop } from "./finding";

/** AWS clients with the credentials that `pulumi up` will have in one account. */
export interface AccountClients {
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly ec2: EC2Client;
}

/** Whose credentials those are, and clients when they are of the right account. */
export interface Identity {
  readonly finding: Finding;
  readonly clients?: AccountClients;
}

/** An account that does not answer within these milliseconds does not hold the table up. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 15_000 };

/**
 * Logs in to an account as the settings say, and compares who that is with who was meant.
 * @param key the setting, such as `aspera:bucketAccount`.
 */
export async function identify(check: string, key: string, account: Account): Promise<Identity> {
  const base = {
    region: account.region,
    maxAttempts: 2,
    requestHandler: PATIENCE,
    ...(account.profile && { profile: account.profile }),
  };
  try {
    const credentials = await assumed(account, base);
    const common = { ...base, ...(credentials && { credentials }) };
    const { Account: got, Arn } = await new STSClient(common).send(new GetCallerIdentityCommand({}));
    if (got !== account.id) {
      const found = `expected account ${account.id}, got ${got} (${Arn})`;
      return { finding: stop(check, found, `correct \`profile\` or \`assumeRole\` of ${key}`) };
    }
    // A host of one's own, such as an emulator's, has no host per bucket.
    const forcePathStyle = Boolean(process.env.AWS_ENDPOINT_URL ?? process.env.AWS_ENDPOINT_URL_S3);
    return {
      finding: ok(check, `${got} as ${Arn}`),
      clients: {
        iam: new IAMClient(common),
        s3: new S3Client({ ...common, forcePathStyle, followRegionRedirects: true }),
        ec2: new EC2Client(common),
      },
    };
  } catch (error) {
    const whose = account.profile ? `profile ${account.profile}` : "the credentials of the environment";
    const found = `expected to log in to ${account.id} with ${whose}, got: ${firstLine(error)}`;
    const line = `aws sts get-caller-identity${account.profile ? ` --profile ${account.profile}` : ""}`;
    return { finding: stop(check, found, `${line} must work here`) };
  }
}

async function assumed({ assumeRole }: Account, base: object) {
  if (!assumeRole) return undefined;
  const { Credentials: got } = await new STSClient(base).send(
    new AssumeRoleCommand({
      RoleArn: assumeRole.roleArn,
      RoleSessionName: "aspera-preflight",
      ExternalId: assumeRole.externalId?.reveal(),
      DurationSeconds: 900,
    }),
  );
  return {
    accessKeyId: got?.AccessKeyId ?? "",
    secretAccessKey: got?.SecretAccessKey ?? "",
    sessionToken: got?.SessionToken ?? "",
  };
}
