import { isDeepStrictEqual } from "node:util";
import type { Property, ResourceHandler } from "./handler";
import { sameDocument } from "./json";
import type { Properties } from "./wire";
import { holdsUnknown, isRecord } from "./wire";

/** How one path differs. */
export type Change = "add" | "delete" | "update";

/** What a diff found. */
export interface Difference {
  /** Property paths, `tags.owner` or `policyNames[1]`, and how each differs. */
  readonly paths: Readonly<Record<string, Change>>;
  /** Top-level properties that differ. */
  readonly properties: readonly string[];
  /** Those of them that make a new resource. */
  readonly replaces: readonly string[];
}

/** Compares old with new inputs of a resource type. */
export function differences<C>(handler: ResourceHandler<C>, olds: Properties, news: Properties): Difference {
  const paths: Record<string, Change> = {};
  const properties: string[] = [];
  for (const [name, property] of Object.entries(handler.inputs)) {
    if (property.optionalComputed && news[name] === undefined) continue;
    const found = compare(name, olds[name] ?? property.default, news[name] ?? property.default, property);
    if (Object.keys(found).length === 0) continue;
    properties.push(name);
    Object.assign(paths, found);
  }
  const replaces = properties.filter((name) => {
    const rule = handler.inputs[name]?.replaces;
    return typeof rule === "function" ? rule(olds, news) : rule === true;
  });
  return { paths, properties, replaces };
}

function compare(path: string, old: unknown, now: unknown, property: Property): Record<string, Change> {
  if (old === undefined && now === undefined) return {};
  if (old === undefined) return { [path]: "add" };
  if (now === undefined) return { [path]: "delete" };
  if (property.kind === "json" && sameDocument(old, now)) return {};
  if (property.kind === "set" && Array.isArray(old) && Array.isArray(now)) return compareSets(path, old, now);
  if (isRecord(old) && isRecord(now)) return compareRecords(path, old, now);
  if (Array.isArray(old) && Array.isArray(now)) return compareLists(path, old, now);
  return isDeepStrictEqual(old, now) ? {} : { [path]: "update" };
}

function compareRecords(path: string, old: Properties, now: Properties): Record<string, Change> {
  const found: Record<string, Change> = {};
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)]))
    Object.assign(found, compare(member(path, key), old[key], now[key], {}));
  return found;
}

function compareLists(path: string, old: unknown[], now: unknown[]): Record<string, Change> {
  const found: Record<string, Change> = {};
  for (let index = 0; index < Math.max(old.length, now.length); index++)
    Object.assign(found, compare(`${path}[${index}]`, old[index], now[index], {}));
  return found;
}

function compareSets(path: string, old: unknown[], now: unknown[]): Record<string, Change> {
  if (holdsUnknown(now)) return { [path]: "update" };
  const lacks = (list: unknown[], item: unknown) => !list.some((other) => isDeepStrictEqual(other, item));
  const found: Record<string, Change> = {};
  for (const [index, item] of old.entries()) if (lacks(now, item)) found[`${path}[${index}]`] = "delete";
  for (const [index, item] of now.entries())
    if (lacks(old, item)) found[`${path}[${index}]`] = `${path}[${index}]` in found ? "update" : "add";
  return found;
}

/** The engine's path syntax: names with dots or brackets are quoted. */
function member(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}["${key.replaceAll('"', '\\"')}"]`;
}
