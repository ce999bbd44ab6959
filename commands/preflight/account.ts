process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true"; // the pinned SDK serves Node 20; the warning is about later ones

import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { found } from "../../model/findings/finding";
import { noCredentials } from "../../program/findings/preflight/noCredentials";
import { wrongAccount } from "../../program/findings/preflight/wrongAccount";
import type { Account } from "../../program/settings";
import { type CheckResult, ok, reasonOf, stop } from "./result";

/** AWS clients with the credentials that `pulumi up` will have in one account. */
export interface AccountClients {
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly ec2: EC2Client;
}

/** Whose credentials those are, and clients when they are of the right account. */
export interface Identity {
  readonly result: CheckResult;
  readonly clients?: AccountClients;
}

/** The two accounts, by their configuration keys. */
export const CHECKS = { serverAccount: "server account", bucketAccount: "bucket account" } as const;

/** An account that does not answer within these milliseconds does not hold the table up. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 15_000 };

/** Logs in to an account as the settings say, and compares who that is with who was meant. */
export async function identify(key: keyof typeof CHECKS, account: Account): Promise<Identity> {
  const check = CHECKS[key];
  const { id, region, profile } = account;
  const base = { region, maxAttempts: 2, requestHandler: PATIENCE, ...(profile && { profile }) };
  try {
    const credentials = await assumed(account, base);
    const common = { ...base, ...(credentials && { credentials }) };
    const { Account: got = "", Arn: arn = "" } = await new STSClient(common).send(
      new GetCallerIdentityCommand({}),
    );
    if (got !== id) return { result: stop(check, found(wrongAccount, { key, expected: id, got, arn })) };
    // A host of one's own, such as an emulator's, has no host per bucket.
    const forcePathStyle = Boolean(process.env.AWS_ENDPOINT_URL ?? process.env.AWS_ENDPOINT_URL_S3);
    return {
      result: ok(check, `${got} as ${arn}`),
      clients: {
        iam: new IAMClient(common),
        s3: new S3Client({ ...common, forcePathStyle, followRegionRedirects: true }),
        ec2: new EC2Client(common),
      },
    };
  } catch (error) {
    return {
      result: stop(check, found(noCredentials, { key, account: id, profile, reason: reasonOf(error) })),
    };
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
