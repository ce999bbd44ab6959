import type { Account } from "../schema/accounts";
import { exampleOf, type KeyName, type Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { usesTwoAccounts } from "./presence";

/** The account that belongs to somebody else, by side. */
const THEIRS = { server: "bucketAccount", bucket: "serverAccount" } as const;

/** How the role in the bucket account is made, which only the side of the bucket says. */
const OF_MAKING = ["permissionsBoundary", "adopt"] as const;

/**
 * Refuses a side other than `both` with one account, credentials of the other side's account, and what only the other side
 * can make.
 * @param present the keys that the stack sets, including those whose value was refused.
 */
export function checkSide(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const { side, bucketRole } = values;
  if (side === "both" || !present.has("bucket")) return;
  if (present.has("bucketAccount") && present.has("serverAccount") && !usesTwoAccounts(present, values)) {
    refuse("side", {
      expected: "both, since bucket and server are in one account",
      got: `"${side}"`,
      hint: "remove aspera:side, or give the two accounts their own ids",
    });
  }
  const theirs = values[THEIRS[side]];
  for (const key of ["profile", "assumeRole"] as const) {
    if (theirs?.[key] === undefined) continue;
    refuse(`${THEIRS[side]}.${key}`, {
      expected: `none with aspera:side: ${side}: this stack uses no credentials of that account`,
      got: "one",
      hint: "remove it; for one stack with the credentials of both accounts, remove aspera:side",
    });
  }
  if (side !== "server") return;
  for (const key of OF_MAKING) {
    if (bucketRole?.[key] === undefined) continue;
    refuse(`bucketRole.${key}`, {
      expected: "none with aspera:side: server: this stack does not make that role",
      got: "one",
      hint: "remove it; whoever makes the role in the bucket account decides that",
    });
  }
}

/**
 * The accounts with their regions: an account of the other side alone may leave it out, since server and bucket share it.
 * An account without any is refused.
 */
export function withRegions(values: Values, refuse: Refuse): Values {
  const { side, serverAccount, bucketAccount } = values;
  const completed = (key: "serverAccount" | "bucketAccount", account?: Partial<Account>, other?: Account) => {
    if (!account || account.region !== undefined) return { [key]: account };
    const region = side !== "both" && THEIRS[side] === key ? other?.region : undefined;
    if (region !== undefined) return { [key]: { ...account, region } };
    // Where the other account itself is missing or refused, that is said already.
    if (side === "both" || THEIRS[side] !== key)
      refuse(`${key}.region`, { expected: "a region such as us-east-1", hint: exampleOf(key) });
    return { [key]: undefined };
  };
  return {
    ...values,
    ...completed("serverAccount", serverAccount, bucketAccount),
    ...completed("bucketAccount", bucketAccount, serverAccount),
  };
}
