import { distance } from "fastest-levenshtein";
import type * as v from "valibot";
import type { Fault } from "./faults";
import { KEYS, knownKeys, NAMESPACE } from "./keys";
import { entriesOf } from "./rules";
import { kindOf, type Veil } from "./veil";

/** The fault of a key that nobody reads. Its value is never shown: it may be a misspelt private key. */
function unknownKey(
  path: string,
  name: string,
  siblings: readonly string[],
  value: unknown,
  veil: Veil,
): Fault {
  return {
    key: veil.cover(`${path}${name}`),
    expected: "a known key",
    got: `an unknown one, with ${typeof value === "object" || value === undefined ? kindOf(value) : "a value"}`,
    hint: veil.cover(nearest(path, name, siblings)),
  };
}

/** The faults of unknown keys inside one known key's value. */
export function unknownKeysWithin(
  schema: v.GenericSchema,
  value: unknown,
  path: string,
  veil: Veil,
): Fault[] {
  const entries = entriesOf(schema);
  if (!entries || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    return entry
      ? unknownKeysWithin(entry, inner, `${path}.${name}`, veil)
      : [unknownKey(`${path}.`, name, Object.keys(entries), inner, veil)];
  });
}

/** The fault of an unknown key of the stack's file. */
export function unknownTopKey(name: string, veil: Veil): Fault {
  return unknownKey(`${NAMESPACE}:`, name, Object.keys(KEYS), "", veil);
}

/** A sibling that is spelt nearly so; else a key of that name elsewhere; else the list of what there is. */
function nearest(path: string, name: string, siblings: readonly string[]): string {
  const near = closestTo(name, siblings);
  if (near !== undefined) return `did you mean ${path}${near}?`;
  const elsewhere = knownKeys().find((key) => lastName(key).toLowerCase() === name.toLowerCase());
  if (elsewhere !== undefined) return `did you mean ${elsewhere}?`;
  return `known here: ${siblings.join(", ")}`;
}

function closestTo(name: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far);
  return ranked[0] && ranked[0].far <= limit ? ranked[0].candidate : undefined;
}

function lastName(key: string): string {
  return key.slice(Math.max(key.lastIndexOf("."), key.lastIndexOf(":")) + 1);
}
