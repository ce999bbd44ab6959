import { Provider } from "@pulumi/aws/provider";
import type { Account } from "../settings/types";

/**
 * The AWS provider of one account. `allowedAccountIds` stops a swapped profile before anything is made.
 * @param name Pulumi name, such as `server-account`.
 * @param tags put on everything this provider makes.
 */
export function accountProvider(
  name: string,
  account: Account,
  tags: Readonly<Record<string, string>>,
): Provider {
  return new Provider(name, {
    region: account.region,
    profile: account.profile,
    assumeRoles: account.assumeRole && [
      {
        roleArn: account.assumeRole.roleArn,
        externalId: account.assumeRole.externalId,
        sessionName: "aspera-pulumi",
      },
    ],
    allowedAccountIds: [account.id],
    defaultTags: { tags: { ...tags } },
  });
}
