/** What is a customer's alone, and which server it is on, as the settings have it. */
export interface CustomersOwn {
  readonly side?: string;
  readonly transferUser?: string;
  readonly externalId?: string;
  readonly docrootTemplate?: string;
  readonly serverAccount: Readonly<Record<string, unknown>>;
  readonly serverRole: Readonly<Record<string, unknown>>;
  readonly server: Readonly<Record<string, unknown>>;
  readonly bucketAccount: Readonly<Record<string, unknown>>;
  readonly bucketRole: Readonly<Record<string, unknown>>;
  readonly bucket: Readonly<Record<string, unknown>>;
}

/** What two customers can have in common and must not. */
export type InCommon = "transfer user" | "bucket role" | "external ID" | "docroot";

/**
 * What two stacks both have of what is a customer's alone. A stack of the bucket's side alone is the other end of somebody's
 * link, not another customer.
 */
export function inCommon(one: CustomersOwn, other: CustomersOwn): InCommon[] {
  if (isOtherEnd(one) || isOtherEnd(other)) return [];
  const same = (key: "transferUser" | "externalId") => one[key] !== undefined && one[key] === other[key];
  return [
    ...(same("transferUser") && sameServer(one, other) ? (["transfer user"] as const) : []),
    ...(sameRole(one, other) ? (["bucket role"] as const) : []),
    ...(same("externalId") ? (["external ID"] as const) : []),
    ...(sameDocroot(one, other) ? (["docroot"] as const) : []),
  ];
}

/** Whether a stack is the bucket's side of a link, whose server is another stack's. */
export function isOtherEnd({ side }: CustomersOwn): boolean {
  return side === "bucket";
}

/** A server is known by its host key or its instance; where neither is written down, by its address. */
export function sameServer({ server: one }: CustomersOwn, { server: other }: CustomersOwn): boolean {
  const same = (key: string) => one[key] !== undefined && one[key] === other[key];
  const address = String(one.host).toLowerCase() === String(other.host).toLowerCase();
  return (
    same("hostKey") ||
    same("instanceId") ||
    (one.host !== undefined && address && portOf(one) === portOf(other))
  );
}

/** Port of a server's SSH. */
export function portOf({ port = 33001 }: CustomersOwn["server"]): string {
  return String(port);
}

/** IAM takes no two roles whose names differ by case alone, whatever their paths. */
function sameRole(one: CustomersOwn, other: CustomersOwn): boolean {
  const roles = [one, other].map(({ bucketAccount, bucketRole }) => [bucketAccount.id, bucketRole.name]);
  if (roles.flat().some((part) => typeof part !== "string")) return false;
  const [first, second] = roles.map((role) => role.join(" ").toLowerCase());
  return first === second;
}

/** Whether both docroots lead to one folder of one bucket. */
function sameDocroot(one: CustomersOwn, other: CustomersOwn): boolean {
  if (typeof one.bucket.name !== "string" || one.bucket.name !== other.bucket.name) return false;
  return (
    (one.bucket.prefix ?? "") === (other.bucket.prefix ?? "") && one.docrootTemplate === other.docrootTemplate
  );
}

/** @param values full keys and their text. */
export function customersOwn(values: Readonly<Record<string, unknown>>): CustomersOwn {
  const text = (key: string) => {
    const value = values[`aspera:${key}`];
    return typeof value === "string" ? value : undefined;
  };
  return {
    side: text("side"),
    transferUser: text("transferUser"),
    externalId: text("externalId"),
    docrootTemplate: text("docrootTemplate"),
    serverAccount: objectIn(text("serverAccount")),
    serverRole: objectIn(text("serverRole")),
    server: objectIn(text("server")),
    bucketAccount: objectIn(text("bucketAccount")),
    bucketRole: objectIn(text("bucketRole")),
    bucket: objectIn(text("bucket")),
  };
}

/** The object in a key's text; an empty one for anything else, which its own stack is told about. */
export function objectIn(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
