import { MINT } from "../schema/externalId";
import { exampleOf, KEYS, type KeyName, type Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { expectationOf } from "../schema/rules";

/** What every stack needs. */
const ALWAYS: readonly KeyName[] = ["serverAccount", "serverRole"];

/** What a customer's stack needs as well. */
const CUSTOMER: readonly KeyName[] = ["transferUser", "server"];

/** What a second account needs as well. */
const SECOND_ACCOUNT: readonly KeyName[] = ["bucketRole", "externalId"];

/** What the stack of the bucket's side needs: it knows no server but by its role. */
const BUCKET_SIDE: readonly KeyName[] = ["bucketAccount", ...SECOND_ACCOUNT, "bucket"];

/** What has an effect there as well. */
const BUCKET_SIDE_ALSO: readonly KeyName[] = ["side", "previousExternalIds", "sessionName", "tags"];

/** What has no effect with one account. `proof` tests refusals, and in one account nothing is refused. */
const SECOND_ACCOUNT_ONLY: readonly KeyName[] = [
  ...SECOND_ACCOUNT,
  "previousExternalIds",
  "proof",
  "sessionName",
];

/** What has an effect in a stack that makes only the server's part. */
const SERVER_PART: readonly KeyName[] = ["side", "serverAccount", "serverRole", "server", "tags"];

/** What also has an effect there when that stack logs in to the server, to upgrade it. */
const LOGIN: readonly KeyName[] = ["sshPrivateKey", "sshPrivateKeyFile", "sshPrivateKeyPassphrase"];

/**
 * Refuses a stack that lacks keys it needs, or has keys that would have no effect.
 * @param present the keys that the stack sets, including those whose value was refused.
 */
export function checkPresence(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  if (values.side === "bucket") {
    checkBucketSide(present, refuse);
    return;
  }
  const customer = present.has("bucket");
  const alone = customer && values.side === "server";
  const twoAccounts = customer && (alone || usesTwoAccounts(present, values));
  checkNeeded(
    [
      ...ALWAYS,
      ...(alone ? (["bucketAccount"] as const) : []),
      ...(customer ? CUSTOMER : []),
      ...(twoAccounts ? SECOND_ACCOUNT : []),
    ],
    present,
    refuse,
  );
  if (alone && present.has("previousExternalIds")) {
    refuse("previousExternalIds", {
      expected: "none with aspera:side: server: the trust is made by the owner of the bucket account",
      got: "some",
      hint: "remove it here; it belongs in the stack of the bucket's side",
    });
  }
  if (!customer) checkServerPart(present, values, refuse);
  else if (!twoAccounts) checkOneAccount(present, values, refuse);
}

function checkBucketSide(present: ReadonlySet<KeyName>, refuse: Refuse): void {
  checkNeeded([...ALWAYS, ...BUCKET_SIDE], present, refuse);
  const useful = [...ALWAYS, ...BUCKET_SIDE, ...BUCKET_SIDE_ALSO];
  const unused = [...present].filter((name) => !useful.includes(name)).join(", ");
  if (unused === "") return;
  refuse("side", {
    expected: `both or server, to go with ${unused}`,
    got: '"bucket"',
    hint: `remove ${unused}: this stack makes the bucket account's role and reaches no server`,
  });
}

function checkNeeded(needed: readonly KeyName[], present: ReadonlySet<KeyName>, refuse: Refuse): void {
  for (const name of needed) {
    if (present.has(name)) continue;
    refuse(name, {
      expected: expectationOf(KEYS[name].schema),
      got: "nothing",
      hint: name === "externalId" ? `mint one and store it: \`${MINT}\`` : exampleOf(name),
    });
  }
}

/** The keys, of these, that have no effect in a stack that makes only the server's part: they go with its customer. */
export function customerKeys(present: readonly string[], upgrades: boolean): string[] {
  const useful: readonly string[] = upgrades ? [...SERVER_PART, ...LOGIN] : SERVER_PART;
  return present.filter((name) => !useful.includes(name));
}

/** True when the bucket is in an account of its own, as in IBM's article on external IDs. */
export function usesTwoAccounts(
  present: ReadonlySet<KeyName>,
  { serverAccount, bucketAccount }: Values,
): boolean {
  return present.has("bucketAccount") && (!bucketAccount || bucketAccount.id !== serverAccount?.id);
}

function checkServerPart(present: ReadonlySet<KeyName>, values: Values, refuse: Refuse): void {
  const useful = values.server?.upgrade ? [...SERVER_PART, ...LOGIN] : SERVER_PART;
  const unused = [...present].filter((name) => !useful.includes(name)).join(", ");
  if (unused !== "") {
    refuse("bucket", {
      expected: `a bucket to go with ${unused}`,
      got: "nothing",
      hint: `add aspera:bucket: ${KEYS.bucket.example}; or remove ${unused} if this stack makes only the server's part`,
    });
  } else if (!present.has("serverRole") || values.serverRole?.create === false) {
    refuse("bucket", {
      expected: "a bucket, or create: true in aspera:serverRole",
      got: "neither",
      hint: "add one of them, or this stack would make nothing: customers' stacks have a bucket, the server's stack creates the role",
    });
  }
}

function checkOneAccount(present: ReadonlySet<KeyName>, { bucketAccount }: Values, refuse: Refuse): void {
  const unused = SECOND_ACCOUNT_ONLY.filter((name) => present.has(name)).join(", ");
  if (unused === "") return;
  const remove = `remove ${unused}: with one account the server role holds the rights itself`;
  if (bucketAccount === undefined) {
    const hint = `for a bucket in the server's account ${remove}; for one in another account ${exampleOf("bucketAccount")}`;
    refuse("bucketAccount", { expected: `an account to go with ${unused}`, got: "nothing", hint });
  } else {
    const expected = `an account other than aspera:serverAccount, to go with ${unused}`;
    refuse("bucketAccount.id", { expected, hint: `correct one of the IDs, or ${remove}` }, bucketAccount.id);
  }
}
