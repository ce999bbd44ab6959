import { partitionOfRegion } from "../../../model/aws/arn";
import type { Account } from "../schema/accounts";
import type { KeyName, Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";

/**
 * Refuses two accounts with one identity, one account with two, and accounts in different regions. When the IDs are equal
 * although other keys ask for two accounts, presence.ts has already refused the ID.
 */
export function checkAccounts(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const { side, serverAccount, bucketAccount } = values;
  if (!serverAccount || !bucketAccount) return;
  const sameAccount = serverAccount.id === bucketAccount.id;
  if (sameAccount && (present.has("bucketRole") || present.has("externalId"))) return;
  const [server, bucket] = [serverAccount, bucketAccount].map(({ region }) => partitionOfRegion(region));
  if (server !== bucket) {
    refuse("bucketAccount.region", {
      expected: `a region of partition ${server}, as the server's ${serverAccount.region}`,
      got: `${bucketAccount.region}, of partition ${bucket}`,
      hint: "link server and bucket within one partition; AWS lets no role of one partition be assumed from another",
    });
  } else if (serverAccount.region !== bucketAccount.region) {
    refuse(
      "bucketAccount.region",
      {
        expected: `the server's region ${serverAccount.region}`,
        hint: "use a bucket in the server's region; Aspera serves no other",
      },
      bucketAccount.region,
    );
  }
  // Of two sides, each has its own credentials; side.ts says so.
  if (side !== "both") return;
  if (sameAccount) checkSameIdentity(serverAccount, bucketAccount, refuse);
  else checkOwnIdentity(serverAccount, bucketAccount, refuse);
}

function checkSameIdentity(server: Account, bucket: Account, refuse: Refuse): void {
  const sameRole = server.assumeRole?.roleArn === bucket.assumeRole?.roleArn;
  const sameId = server.assumeRole?.externalId?.reveal() === bucket.assumeRole?.externalId?.reveal();
  if (server.profile === bucket.profile && sameRole && sameId) return;
  refuse("bucketAccount", {
    expected: "the credentials of aspera:serverAccount, since it is the same account",
    got: "different ones",
    hint: "remove aspera:bucketAccount",
  });
}

function checkOwnIdentity(server: Account, bucket: Account, refuse: Refuse): void {
  if (server.profile !== bucket.profile || server.assumeRole || bucket.assumeRole) return;
  refuse("bucketAccount", {
    expected: "credentials of its own",
    got:
      bucket.profile === undefined
        ? "the environment's credentials, for both accounts"
        : "the profile of aspera:serverAccount",
    hint: "give each account its own `profile` or `assumeRole`",
  });
}
