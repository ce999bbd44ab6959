import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type { Provider } from "@pulumi/aws/provider";
import { refusal } from "../refusal";

/** An account that a setting means, and the provider that should work in it. */
export interface AccountToConfirm {
  /** The setting that names it, such as `aspera:serverAccount`. */
  readonly key: string;
  /** Twelve digits: the account that was meant. */
  readonly id: string;
  readonly provider: Provider;
}

/**
 * Asks AWS who we are in each account, before anything is made.
 * @throws RunError that names, for every wrong one, the account meant and the one that came.
 */
export async function confirmAccounts(...accounts: AccountToConfirm[]): Promise<void> {
  const faults = (await Promise.all(accounts.map(fault))).filter((text) => text !== undefined);
  if (faults.length > 0) throw refusal(faults.join("\n"));
}

async function fault({ key, id, provider }: AccountToConfirm): Promise<string | undefined> {
  try {
    const { accountId } = await getCallerIdentity({}, { provider });
    return accountId === id ? undefined : wrongAccount(key, id, accountId);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const got = /AWS account ID not allowed: (\d{12})/.exec(text)?.[1];
    if (got) return wrongAccount(key, id, got);
    return (
      `${key}: expected AWS to say whose credentials these are, got: ${text.split("\n")[0]}\n` +
      `hint: try \`aws sts get-caller-identity\` with the profile of ${key}`
    );
  }
}

function wrongAccount(key: string, meant: string, got: string): string {
  return (
    `${key}: expected credentials of account ${meant}, got credentials of account ${got}; nothing was made\n` +
    `hint: check \`profile\` or \`assumeRole\` in ${key}`
  );
}
