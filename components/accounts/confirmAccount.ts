import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

/**
 * Asks AWS who we are before anything is made with `provider`.
 * @param key the setting that names the account, for the sentence.
 * @param expected twelve-digit id of the account that was meant.
 * @throws RunError that names the account meant and the one that came.
 */
export async function confirmAccount(key: string, expected: string, provider: Provider): Promise<void> {
  const got = await identity(key, provider);
  if (got === expected) return;
  throw new pulumi.RunError(
    `${key}: expected credentials of account ${expected}, got credentials of account ${got}\n` +
      `hint: check \`profile\` or \`assumeRole\` in ${key}; nothing was made`,
  );
}

async function identity(key: string, provider: Provider): Promise<string> {
  try {
    return (await getCallerIdentity({}, { provider })).accountId;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const wrong = /AWS account ID not allowed: (\d{12})/.exec(text)?.[1];
    if (wrong) return wrong;
    throw new pulumi.RunError(
      `${key}: expected AWS to say whose credentials these are, got: ${text.split("\n")[0]}\n` +
        `hint: try \`aws sts get-caller-identity\` with the profile of ${key}`,
    );
  }
}
