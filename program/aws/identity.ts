import { FindingError, type Found, found } from "../../model/findings/finding";
import { noCredentials } from "../findings/access/noCredentials";
import { wrongAccount } from "../findings/access/wrongAccount";
import type { AwsAccount } from "./account";
import { reasonOf } from "./reason";

/** Whose credentials an account is looked at with, or what is wrong with them. */
export type Identity = { readonly arn: string; readonly wrong?: undefined } | { readonly wrong: Found };

/** Asks AWS whose credentials these are, and compares that with the account that was meant. */
export async function identityOf(account: AwsAccount): Promise<Identity> {
  const { key, settings } = account;
  const { id, profile } = settings;
  try {
    const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Account: got = "", Arn: arn = "" } = await (await account.sts()).send(
      new GetCallerIdentityCommand({}),
    );
    return got === id ? { arn } : { wrong: found(wrongAccount, { key, expected: id, got, arn }) };
  } catch (error) {
    if (error instanceof FindingError) return { wrong: error.found };
    return { wrong: found(noCredentials, { key, account: id, profile, reason: reasonOf(error) }) };
  }
}
