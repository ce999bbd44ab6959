import { shellWord } from "../../model/text/shellWord";
import type { Fault } from "../../program/settings";
import { EXTERNAL_ID } from "./draft";
import type { OtherStack } from "./otherStacks";

/** What is a customer's alone, as the settings have it. */
interface Own {
  readonly side?: string;
  readonly transferUser?: string;
  readonly externalId?: string;
  readonly bucketAccount: Readonly<Record<string, unknown>>;
  readonly bucketRole: Readonly<Record<string, unknown>>;
  readonly server: Readonly<Record<string, unknown>>;
}

/**
 * What another stack uses already: the transfer user of the same server, the bucket role of the same account, the external
 * ID. A stack of the bucket's side alone is the other end of somebody's link, not another customer.
 * @param values full keys and their text.
 */
export function clashes(
  stack: string,
  values: Readonly<Record<string, unknown>>,
  others: readonly OtherStack[],
): Fault[] {
  const own = ownOf(values);
  return others.flatMap(({ stack: other, values: theirs }) => {
    const their = ownOf(theirs);
    if (their.side === "bucket") return [];
    const ended = `remove stack ${other} if its customer has ended: \`pulumi stack rm ${shellWord(other)}\``;
    const faults: Fault[] = [];
    if (own.transferUser !== undefined && own.transferUser === their.transferUser && sameServer(own, their))
      faults.push({
        key: "aspera:transferUser",
        expected: `a user that no other stack has on ${String(own.server.host)}`,
        got: `"${own.transferUser}", the user of stack ${other}`,
        hint: `give each customer a user of its own, or ${ended}`,
      });
    if (sameRole(own, their))
      faults.push({
        key: "aspera:bucketRole.name",
        expected: `a role that no other stack has in account ${String(own.bucketAccount.id)}`,
        got: `"${String(own.bucketRole.name)}", the role of stack ${other}`,
        hint: `take another name, or ${ended}`,
      });
    if (own.externalId !== undefined && own.externalId === their.externalId)
      faults.push({
        key: EXTERNAL_ID,
        expected: "an external ID that no other stack has",
        got: `that of stack ${other}`,
        hint: `npm run customer -- rotate ${shellWord(stack)} mints one of its own; two customers with one ID are not told apart`,
      });
    return faults;
  });
}

/** A server is known by its host key or its instance; where neither is written down, by its address. */
function sameServer({ server: one }: Own, { server: other }: Own): boolean {
  const same = (key: string) => one[key] !== undefined && one[key] === other[key];
  const port = ({ port: given = 33001 }: Readonly<Record<string, unknown>>) => String(given);
  const address = String(one.host).toLowerCase() === String(other.host).toLowerCase();
  return (
    same("hostKey") || same("instanceId") || (one.host !== undefined && address && port(one) === port(other))
  );
}

/** IAM takes no two roles whose names differ by case alone, whatever their paths. */
function sameRole(one: Own, other: Own): boolean {
  const roles = [one, other].map(({ bucketAccount, bucketRole }) => [bucketAccount.id, bucketRole.name]);
  if (roles.flat().some((part) => typeof part !== "string")) return false;
  const [first, second] = roles.map((role) => role.join(" ").toLowerCase());
  return first === second;
}

function ownOf(values: Readonly<Record<string, unknown>>): Own {
  const text = (key: string) => {
    const value = values[`aspera:${key}`];
    return typeof value === "string" ? value : undefined;
  };
  return {
    side: text("side"),
    transferUser: text("transferUser"),
    externalId: text("externalId"),
    bucketAccount: objectIn(text("bucketAccount")),
    bucketRole: objectIn(text("bucketRole")),
    server: objectIn(text("server")),
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
