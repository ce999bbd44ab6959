import { type AwsAccount, awsAccount } from "../../program/aws/account";
import type { AccountKey } from "../../program/aws/credentials";
import { identityOf } from "../../program/aws/identity";
import type { Account } from "../../program/settings";
import { type CheckResult, ok, stop } from "./result";

/** Whose credentials those are, and the account to be looked at when it is the right one. */
export interface Identity {
  readonly result: CheckResult;
  readonly account?: AwsAccount;
}

/** The two accounts, by their configuration keys. */
export const CHECKS = { serverAccount: "server account", bucketAccount: "bucket account" } as const;

/** Logs in to an account as the settings say, and compares who that is with who was meant. */
export async function identify(key: AccountKey, settings: Account): Promise<Identity> {
  const account = awsAccount(key, settings);
  const identity = await identityOf(account);
  if (identity.wrong) return { result: stop(CHECKS[key], identity.wrong) };
  return { result: ok(CHECKS[key], `${settings.id} as ${identity.arn}`), account };
}
