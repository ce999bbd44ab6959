import type { ProveAnswer } from "../agent/proveAnswer";

/**
 * How one operation stands: `verified`: it ended as it must; `refused`: AWS denied it; `open`: it was allowed and must be
 * refused; `not proven`: AWS answered neither; `not asked`: the rights do not include it, or no proof asked yet.
 */
export const RESULTS = ["verified", "refused", "open", "not proven", "not asked"] as const;
type Result = (typeof RESULTS)[number];

/** The operations of a link, each with its result. */
export interface LinkOperations {
  /** Read back an object of the proof's own. */
  readonly read: Result;
  /** Start an upload and abort it; where an object was made, that too. */
  readonly write: Result;
  /** List the folder. */
  readonly list: Result;
  /** Delete an object of the proof's own name. */
  readonly delete: Result;
  /** The bucket role cannot be assumed without the external ID. */
  readonly refusedWithoutExternalId: Result;
  /** Nor with a wrong one. */
  readonly refusedWithWrongExternalId: Result;
}

/** Every operation of a link, in the order in which they are shown. */
export const LINK_OPERATIONS = [
  "read",
  "write",
  "list",
  "delete",
  "refusedWithoutExternalId",
  "refusedWithWrongExternalId",
] as const satisfies readonly (keyof LinkOperations)[];

/** Of a proof that could not be held. */
export const NOTHING_ASKED: LinkOperations = {
  read: "not asked",
  write: "not asked",
  list: "not asked",
  delete: "not asked",
  refusedWithoutExternalId: "not asked",
  refusedWithWrongExternalId: "not asked",
};

/** What a proof says of each operation for itself. */
export function operationsOf(seen: ProveAnswer): LinkOperations {
  return {
    read: allowed(seen.get),
    write: allowed(seen.upload, seen.abort, seen.put),
    list: allowed(seen.list),
    delete: allowed(seen.delete, seen.removed),
    refusedWithoutExternalId: denied(seen.without),
    refusedWithWrongExternalId: denied(seen.wrong),
  };
}

/**
 * The same with what an earlier proof said of what this one did not ask. Nothing is remembered beside a finding: what was
 * true before it may not be now.
 * @param before what was remembered so far; undefined for nothing.
 */
export function remembered(
  before: LinkOperations | undefined,
  now: LinkOperations,
  stands: boolean,
): LinkOperations {
  if (!before || !stands) return now;
  const kept = LINK_OPERATIONS.map((name) => [name, now[name] === "not asked" ? before[name] : now[name]]);
  return Object.fromEntries(kept) as unknown as LinkOperations;
}

/** The worst of several answers that must be yes. */
function allowed(...outcomes: readonly string[]): Result {
  const asked = outcomes.filter((outcome) => outcome !== "not asked");
  if (asked.length === 0) return "not asked";
  if (asked.includes("refused")) return "refused";
  return asked.every((outcome) => outcome === "done") ? "verified" : "not proven";
}

/** One that must be no. */
function denied(outcome: string): Result {
  if (outcome === "refused") return "verified";
  if (outcome === "done") return "open";
  return outcome === "not asked" ? "not asked" : "not proven";
}
