import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../settings";

/**
 * The AWS provider of one account. `allowedAccountIds` stops a swapped profile before anything is made, in refresh and
 * destroy too. The genuine plugin's sentence then names only the account that came (`AWS account ID not allowed: ...`), and
 * the engine ends the run before the program could say more: so the account that was meant is part of the provider's name.
 * @param side whose account it is, such as `server-account`.
 * @param tags put on everything this provider makes.
 */
export function accountProvider(
  side: "server-account" | "bucket-account",
  account: Account,
  tags: Readonly<Record<string, string>>,
): Provider {
  const { assumeRole } = account;
  return new Provider(`${side}-${account.id}`, {
    region: account.region,
    profile: account.profile,
    assumeRoles: assumeRole && [
      {
        roleArn: assumeRole.roleArn,
        externalId: assumeRole.externalId && pulumi.secret(assumeRole.externalId.reveal()),
        sessionName: "aspera-pulumi",
      },
    ],
    allowedAccountIds: [account.id],
    defaultTags: { tags: { ...tags } },
  });
}
