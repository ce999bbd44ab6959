import { isDeepStrictEqual } from "node:util";
import { holdsUnknown, isRecord, UNKNOWN } from "./wire";

/**
 * A JSON document as text: an object becomes its JSON with sorted keys (the engine sends them in any order), text stays as
 * it is, one with an unknown inside is unknown as a whole (pulumi-terraform-bridge pkg/tfbridge/json.go,
 * TransformJSONDocument). Undefined when it is no JSON document.
 */
export function jsonText(value: unknown): string | undefined {
  if (holdsUnknown(value)) return UNKNOWN;
  if (isRecord(value) || Array.isArray(value)) return JSON.stringify(value, deepKeys(value));
  if (typeof value !== "string") return undefined;
  if (value.includes(UNKNOWN)) return UNKNOWN;
  return parsed(value) === undefined ? undefined : value;
}

/** Keys of a policy document under which one value and a list of that one value mean the same, and order means nothing. */
const ONE_OR_MANY = /^(Action|NotAction|Resource|NotResource|AWS|Service|Federated|CanonicalUser|Statement)$/;

/**
 * Whether two JSON documents mean the same to IAM: key order, white space, one value against a list of one, and the order
 * of lists do not count (hashicorp/awspolicyequivalence, which the genuine provider uses).
 */
export function sameDocument(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "string" || typeof right !== "string") return false;
  const [one, other] = [parsed(left), parsed(right)];
  if (one === undefined || other === undefined) return false;
  return isDeepStrictEqual(canonical(one), canonical(other));
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function canonical(value: unknown, key = "", inCondition = false): unknown {
  const foldable = ONE_OR_MANY.test(key) || (inCondition && !isRecord(value));
  if (foldable) return asSet(Array.isArray(value) ? value : [value], inCondition);
  if (Array.isArray(value)) return value.map((item) => canonical(item));
  if (!isRecord(value)) return value;
  const within = inCondition || key === "Condition";
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, canonical(item, name, within)]),
  );
}

function asSet(items: unknown[], inCondition: boolean): unknown[] {
  const order = (item: unknown) => JSON.stringify(item, isRecord(item) ? deepKeys(item) : undefined);
  const members = items.map((item) => (isRecord(item) ? canonical(item) : scalar(item, inCondition)));
  return members.sort((a, b) => order(a).localeCompare(order(b)));
}

/** Every key at every depth, sorted: as a replacer it makes JSON.stringify independent of key order. */
function deepKeys(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return [...new Set([...Object.keys(value), ...Object.values(value).flatMap(deepKeys)])].sort();
}

/** In a condition, `true` and `"true"` are the same value. */
function scalar(value: unknown, inCondition: boolean): unknown {
  return inCondition && (typeof value === "boolean" || typeof value === "number") ? String(value) : value;
}
