import { isDeepStrictEqual } from "node:util";
import { hasEnded } from "../access/trustWindow";
import { accountOfArn } from "./arn";
import { KEYS, type KeyName, type Values } from "./keys";
import { refuseMissing } from "./missing";
import { checkProcedure } from "./procedure";
import type { Refuse } from "./refuse";

/** What every stack has. */
const ALWAYS: readonly KeyName[] = ["serverAccount", "serverRole"];

/** What a customer's stack needs besides. */
const CUSTOMER_NEEDS: readonly KeyName[] = ["transferUser", "server"];

/** What a stack that makes only the server's part may have; the rest would do nothing there. */
const SERVER_MAY: readonly KeyName[] = ["side", "serverAccount", "serverRole", "server", "tags"];

/** What it may have besides when it logs in to the server, to upgrade it. */
const LOGIN: readonly KeyName[] = ["sshPrivateKey", "sshPrivateKeyFile", "sshPrivateKeyPassphrase"];

/** The keys that are needed and not there, and those that would do nothing. */
export function checkPresence(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  refuseMissing(present.has("bucket") ? [...ALWAYS, ...CUSTOMER_NEEDS] : ALWAYS, present, refuse);
  if (present.has("bucket")) checkProcedure(present, values, refuse);
  else checkServerOnly(present, values, refuse);
}

function checkServerOnly(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const useful = values.server?.upgrade ? [...SERVER_MAY, ...LOGIN] : SERVER_MAY;
  const idle = [...present].filter((name) => !useful.includes(name));
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

/**
 * Two accounts are reached with two identities, one account with one; both are in one region.
 * @param secondIsMeant true when another key says so: then one id for both is that other key's fault alone.
 */
export function checkAccounts(
  { serverAccount, bucketAccount }: Values,
  secondIsMeant: boolean,
  refuse: Refuse,
): void {
  if (!serverAccount || !bucketAccount) return;
  if (secondIsMeant && serverAccount.id === bucketAccount.id) return;
  if (serverAccount.region !== bucketAccount.region) {
    const hint = "Aspera serves only buckets of the server's own region";
    refuse(
      "bucketAccount.region",
      { expected: `the server's region ${serverAccount.region}`, hint },
      bucketAccount.region,
    );
  }
  const { profile, assumeRole } = bucketAccount;
  const sameProfile = serverAccount.profile === profile;
  if (serverAccount.id === bucketAccount.id) {
    if (sameProfile && isDeepStrictEqual(serverAccount.assumeRole, assumeRole)) return;
    refuse("bucketAccount", {
      expected: "the credentials of aspera:serverAccount, as it is one account",
      got: "others",
      hint: "leave aspera:bucketAccount out",
    });
    return;
  }
  if (!sameProfile || serverAccount.assumeRole || assumeRole) return;
  refuse("bucketAccount", {
    expected: "credentials of its own",
    got:
      profile === undefined
        ? "those of the environment, for both accounts"
        : "the profile of aspera:serverAccount",
    hint: "give each account its `profile` or `assumeRole`",
  });
}

/** A window that has closed would make a role that nobody can carry. */
export function checkTrustWindow({ serverRole }: Values, now: Date | undefined, refuse: Refuse): void {
  const window = serverRole?.trustWindow;
  if (!window || !now || !hasEnded(window, now)) return;
  const hint = "no instance gets credentials from the role any more: move it, or leave it out";
  refuse("serverRole.trustWindow.notAfter", { expected: "an instant to come", hint }, window.notAfter);
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
