import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { DEPLOYER } from "./cast";
import type { Keys } from "./clients";

const ADMINISTRATOR = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Creates an IAM user with every right in its account, and issued keys: unlike an account's root, policies can refuse it.
 * @param iam client of the account's root.
 * @param kept earlier keys; still used if they still belong to this user.
 */
export async function seedDeployer(iam: IAMClient, kept: Keys | undefined): Promise<Keys> {
  await iam.send(new CreateUserCommand({ UserName: DEPLOYER })).catch(ignoreExisting);
  await iam.send(
    new PutUserPolicyCommand({
      UserName: DEPLOYER,
      PolicyName: "administrator",
      PolicyDocument: ADMINISTRATOR,
    }),
  );
  const { AccessKeyMetadata: issued = [] } = await iam.send(
    new ListAccessKeysCommand({ UserName: DEPLOYER }),
  );
  if (kept && issued.some(({ AccessKeyId }) => AccessKeyId === kept.accessKeyId)) return kept;

  // A user may have only two keys, and one whose secret is lost is useless.
  for (const { AccessKeyId } of issued)
    await iam.send(new DeleteAccessKeyCommand({ UserName: DEPLOYER, AccessKeyId }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: DEPLOYER }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error) || !error.name.startsWith("EntityAlreadyExists")) throw error;
}
