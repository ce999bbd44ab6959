import { accountOfArn } from "./arn";
import { MINT } from "./externalId";
import { exampleOf, KEYS, type KeyName, type Values } from "./keys";
import type { Refuse } from "./refuse";
import { expectationOf } from "./rules";

/** What every stack has. */
const ALWAYS: readonly KeyName[] = ["serverAccount", "serverRole"];

/** What a customer's stack needs besides. */
const CUSTOMER_NEEDS: readonly KeyName[] = [
  "bucketAccount",
  "bucketRole",
  "externalId",
  "transferUser",
  "server",
];

/** What a stack that makes only the server's part may have; the rest would do nothing there. */
const SERVER_MAY: readonly KeyName[] = ["side", "serverAccount", "serverRole", "server", "tags"];

/** The keys that are needed and not there, and those that would do nothing. */
export function checkPresence(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const needed = present.has("bucket") ? [...ALWAYS, ...CUSTOMER_NEEDS] : ALWAYS;
  for (const name of needed) {
    if (!present.has(name))
      refuse(name, {
        expected: expectationOf(KEYS[name].schema) ?? "a value",
        got: "nothing",
        hint: missingHint(name),
      });
  }
  if (!present.has("bucket")) checkServerOnly(present, values, refuse);
}

function checkServerOnly(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const idle = [...present].filter((name) => !SERVER_MAY.includes(name));
  if (idle.length > 0) {
    refuse("bucket", {
      expected: `a bucket beside ${idle.join(", ")}`,
      got: "nothing",
      hint: `add aspera:bucket: ${KEYS.bucket.example}; a stack that makes only the server's part leaves the others out`,
    });
  } else if (!present.has("serverRole") || values.serverRole?.create === false) {
    refuse("bucket", {
      expected: "a bucket, or create: true in aspera:serverRole",
      got: "neither",
      hint: "this stack would make nothing: a customer's stack has a bucket, a server's stack makes the role",
    });
  }
}

function missingHint(name: KeyName): string {
  return name === "externalId" ? `mint one and store it: \`${MINT}\`` : exampleOf(name);
}

/** The two accounts must be two, reached with two identities, in one region. */
export function checkAccounts(
  { serverAccount, bucketAccount }: Values,
  secondIsMeant: boolean,
  refuse: Refuse,
): void {
  if (!serverAccount || !bucketAccount) return;
  if (serverAccount.id === bucketAccount.id) {
    const why = secondIsMeant ? ", as an external ID is for two accounts" : "";
    refuse(
      "bucketAccount.id",
      {
        expected: `another account than aspera:serverAccount${why}`,
        hint: "correct one of the ids; one account for both is not built",
      },
      bucketAccount.id,
    );
    return;
  }
  if (serverAccount.region !== bucketAccount.region) {
    const hint = "Aspera serves only buckets of the server's own region";
    refuse(
      "bucketAccount.region",
      { expected: `the server's region ${serverAccount.region}`, hint },
      bucketAccount.region,
    );
  }
  if (serverAccount.profile !== bucketAccount.profile || serverAccount.assumeRole || bucketAccount.assumeRole)
    return;
  const { profile } = bucketAccount;
  refuse("bucketAccount", {
    expected: "credentials of its own",
    got:
      profile === undefined
        ? "those of the environment, for both accounts"
        : "the profile of aspera:serverAccount",
    hint: "give each account its `profile` or `assumeRole`",
  });
}

/** A boundary must be a policy of the role's own account, or AWS's own. */
export function checkBoundaries(values: Values, refuse: Refuse): void {
  const pairs = [
    ["serverRole", values.serverRole?.permissionsBoundary, values.serverAccount?.id],
    ["bucketRole", values.bucketRole?.permissionsBoundary, values.bucketAccount?.id],
  ] as const;
  for (const [role, boundary, account] of pairs) {
    const owner = boundary && accountOfArn(boundary);
    if (!owner || !account || owner === account || owner === "aws") continue;
    const hint = "a boundary lives in the account of the role it bounds";
    refuse(`${role}.permissionsBoundary`, { expected: `a policy of account ${account}`, hint }, boundary);
  }
}
