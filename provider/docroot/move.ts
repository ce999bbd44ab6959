import { docrootTexts } from "../../model/docroot/docrootTexts";
import { placeOf, type ServerConnection } from "../../model/ssh/connection";
import type { DocrootInputs } from "./properties";

/** A docroot, and the EC2 instance that it was seen on; empty or absent where that is not known. */
export type PlacedDocroot = DocrootInputs & { readonly instance?: string };

/** A docroot that a move left. A state that was written before there were the other two lacks them. */
export type LeftDocroot = PlacedDocroot & {
  /** Nonce of when it was last switched: the same docroot, used again and left again, is another one to be closed. */
  readonly nonce?: string;
  /** Whether it is on the server that is in use now. */
  readonly sameServer?: boolean;
};

/**
 * Whether a docroot goes to another transfer user, another folder of Aspera or another server. A server is who it is, not
 * where it is: another address, port, jump host or tunnel to the same one moves nothing.
 */
export function moves(olds: PlacedDocroot, news: PlacedDocroot): boolean {
  return (
    olds.transferUser !== news.transferUser ||
    olds.connection.asperaRoot !== news.connection.asperaRoot ||
    !isSameServer(olds, news)
  );
}

/**
 * Whether a server is the same one. Its EC2 instance tells, where both are known: the same instance may have renewed its host
 * key, and one that was made from its image may have the same key. Else the pinned host key tells.
 */
function isSameServer(one: PlacedDocroot, other: PlacedDocroot): boolean {
  if (one.instance && other.instance) return one.instance === other.instance;
  return one.connection.hostKey === other.connection.hostKey;
}

/** Whether only a look at the server can tell if it is the same one: its pinned host key is another, and nothing else is. */
export function mayBeRenewed(olds: PlacedDocroot, news: PlacedDocroot): boolean {
  return (
    Boolean(olds.instance) &&
    moves(olds, news) &&
    !moves({ ...olds, instance: "?" }, { ...news, instance: "?" })
  );
}

/** What is remembered of docroots that may still be somewhere: texts as `formatLeftBehind` has them. */
interface Remembered {
  /** Left by earlier moves. */
  readonly leftBehind?: string;
  /** Wanted of the same user on the same server since one was last seen in place: one of them may be what is there. */
  readonly wantedBefore?: string;
}

/** The docroots that are to be closed once the new one is in place: those left by earlier moves, and the one left now. */
export function leftBehindBy(olds: LeftDocroot & Remembered, news: PlacedDocroot): LeftDocroot[] {
  const former = [...parseLeftBehind(olds.leftBehind), ...parseLeftBehind(olds.wantedBefore), asInputs(olds)];
  return former
    .filter((one) => moves(one, news) && !sameAddressOfAnotherServer(one, news))
    .map((one) => ({ ...one, sameServer: isSameServer(one, news) }));
}

/** What may be there of an earlier wish, once `news` is wanted of the same user on the same server. */
export function wantedBeforeBy(olds: LeftDocroot & Remembered, news: PlacedDocroot): LeftDocroot[] {
  if (moves(olds, news)) return [];
  const before = parseLeftBehind(olds.wantedBefore);
  const isThis = (one: PlacedDocroot, other: PlacedDocroot) =>
    docrootTexts(one).uri === docrootTexts(other).uri;
  const all = before.some((one) => isThis(one, olds)) ? before : [...before, asInputs(olds)];
  return all.filter((one) => !isThis(one, news));
}

/** A server that was built anew at the old address took the old docroot with it: there is nothing to be closed. */
function sameAddressOfAnotherServer(one: PlacedDocroot, news: PlacedDocroot): boolean {
  return !isSameServer(one, news) && addressOf(one.connection) === addressOf(news.connection);
}

function addressOf({ proxy, ...server }: ServerConnection): string {
  return [...(proxy ? [proxy] : []), server].map(placeOf).join(" > ");
}

/** What closes a docroot: whose it was, and how it is known to be this one's. */
function asInputs(inputs: LeftDocroot): LeftDocroot {
  const { connection, transferUser, bucket, prefix, bucketRoleArn, externalId } = inputs;
  const { sessionName, template, storageHost, metadata, instance, nonce } = inputs;
  const known = instance ? { metadata, instance } : {};
  return {
    ...{ connection, transferUser, bucket, prefix, bucketRoleArn, externalId },
    ...{ sessionName, template, storageHost, nonce },
    ...known,
  };
}

/** As the state keeps them: one secret text, since logins and external IDs are in it. */
export function formatLeftBehind(former: readonly LeftDocroot[]): string {
  return former.length === 0 ? "" : JSON.stringify(former);
}

/** The list in that text; empty for a text of another form, which is never told: it is secret. */
export function parseLeftBehind(text: string | undefined): LeftDocroot[] {
  try {
    const former: unknown = JSON.parse(text || "[]");
    return Array.isArray(former) ? (former as LeftDocroot[]) : [];
  } catch {
    return [];
  }
}

/** The same as a preview shows them: `acme on aspera.example.com:33001`. */
export function namesOf(former: readonly PlacedDocroot[]): string[] {
  const names = former.map(({ transferUser, connection }) => `${transferUser} on ${placeOf(connection)}`);
  return [...new Set(names)];
}
