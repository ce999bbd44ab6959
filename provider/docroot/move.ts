import { placeOf } from "../../model/ssh/connection";
import type { DocrootInputs } from "./properties";

/**
 * Whether a docroot goes to another transfer user, another folder of Aspera or another server. A server is who it is, not
 * where it is: its pinned host key tells. Another address, port or jump host to the same one moves nothing.
 */
export function moves(olds: DocrootInputs, news: DocrootInputs): boolean {
  return (
    olds.transferUser !== news.transferUser ||
    olds.connection.asperaRoot !== news.connection.asperaRoot ||
    olds.connection.hostKey !== news.connection.hostKey
  );
}

/** The docroots that are to be closed once the new one is in place: those left by earlier moves, and the one left now. */
export function leftBehindBy(
  olds: DocrootInputs & { readonly leftBehind?: string },
  news: DocrootInputs,
): DocrootInputs[] {
  const { leftBehind, ...rest } = olds;
  const former = [...parseLeftBehind(leftBehind), asInputs(rest as DocrootInputs)];
  return former.filter((one) => moves(one, news) && !sameAddressOfAnotherServer(one, news));
}

/** A server that was built anew at the old address took the old docroot with it: there is nothing to be closed. */
function sameAddressOfAnotherServer(one: DocrootInputs, news: DocrootInputs): boolean {
  const [was, is] = [one.connection, news.connection];
  return was.hostKey !== is.hostKey && was.host === is.host && was.port === is.port;
}

/** What closes a docroot: whose it was, and how it is known to be this one's. */
function asInputs(inputs: DocrootInputs): DocrootInputs {
  const { connection, transferUser, bucket, prefix, bucketRoleArn, externalId } = inputs;
  const { sessionName, template, storageHost } = inputs;
  return {
    ...{ connection, transferUser, bucket, prefix, bucketRoleArn, externalId },
    ...{ sessionName, template, storageHost },
  };
}

/** As the state keeps them: one secret text, since logins and external IDs are in it. */
export function formatLeftBehind(former: readonly DocrootInputs[]): string {
  return former.length === 0 ? "" : JSON.stringify(former);
}

/** The list in that text; empty for a text of another form, which is never told: it is secret. */
export function parseLeftBehind(text: string | undefined): DocrootInputs[] {
  try {
    const former: unknown = JSON.parse(text || "[]");
    return Array.isArray(former) ? (former as DocrootInputs[]) : [];
  } catch {
    return [];
  }
}

/** The same as a preview shows them: `acme on aspera.example.com:33001`. */
export function namesOf(former: readonly DocrootInputs[]): string[] {
  return former.map(({ transferUser, connection }) => `${transferUser} on ${placeOf(connection)}`);
}
