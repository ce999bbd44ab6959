import { distance } from "fastest-levenshtein";
import type * as v from "valibot";
import { membersOf } from "../../../model/schema/property";
import { KEYS, knownKeys, NAMESPACE } from "../schema/keys";
import type { Fault } from "./faults";
import type { Redactor } from "./redactor";

/** The fault of an unknown key at the top of the stack's configuration. */
export function unknownTopKey(name: string, redactor: Redactor): Fault {
  return unknownKey(`${NAMESPACE}:`, name, Object.keys(KEYS), redactor);
}

/** The faults of unknown keys inside the value of a known key. */
export function unknownKeysWithin(
  schema: v.GenericSchema,
  value: unknown,
  path: string,
  redactor: Redactor,
): Fault[] {
  const members = membersOf(schema);
  if (!members || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return member
      ? unknownKeysWithin(member, inner, `${path}.${name}`, redactor)
      : [unknownKey(`${path}.`, name, Object.keys(members), redactor)];
  });
}

/** Never shows the value: it may be that of a misspelt secret. */
function unknownKey(path: string, name: string, siblings: readonly string[], redactor: Redactor): Fault {
  return {
    key: redactor.redact(`${path}${name}`),
    expected: "a known key",
    got: "an unknown one",
    hint: redactor.redact(suggestion(path, name, siblings)),
  };
}

/** A sibling with a similar name; else a key of that name elsewhere; else the list of siblings. */
function suggestion(path: string, name: string, siblings: readonly string[]): string {
  const similar = mostSimilar(name, siblings);
  if (similar !== undefined) return `did you mean ${path}${similar}?`;
  const elsewhere = knownKeys().find((key) => lastName(key).toLowerCase() === name.toLowerCase());
  if (elsewhere !== undefined) return `did you mean ${elsewhere}?`;
  return `known here: ${siblings.join(", ")}`;
}

function mostSimilar(name: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  return ranked[0] && ranked[0].edits <= limit ? ranked[0].candidate : undefined;
}

function lastName(key: string): string {
  return key.slice(Math.max(key.lastIndexOf("."), key.lastIndexOf(":")) + 1);
}
