import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
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
  const { assumeRole } = account;
  return new Provider(name, {
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
