import type { PropertyPath } from "../../../provider/protocol/secrets";
import { isRecord, type Properties } from "../../../provider/protocol/wire";
import { secret } from "../../mocks/resources";

const MARK = JSON.stringify(secret(0)).slice(0, -1).split(',"value"')[0] as string;

/** Whether a value is marked as a secret. */
export function isMarked(value: unknown): value is { value: unknown } {
  return isRecord(value) && JSON.stringify(value).startsWith(MARK);
}

/** Every path in plain properties, of members and of whole objects and lists. */
export function pathsIn(value: unknown): PropertyPath[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...pathsIn(inner).map((rest) => [name, ...rest]),
  ]);
}

/** What a path leads to in plain properties. */
export function valueAt(value: unknown, path: PropertyPath): unknown {
  return path.reduce((inner, step) => (inner as Properties | undefined)?.[step], value);
}

/** The same with another value at a path; undefined takes it away. */
export function withValueAt(properties: Properties, path: PropertyPath, value: unknown): Properties {
  const copy = structuredClone(properties);
  const last = path.at(-1) as string;
  const holder = valueAt(copy, path.slice(0, -1)) as Properties;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/** Whether what a path leads to is hidden: by a mark of its own, or of something around it. False when it leads nowhere. */
export function isHidden(value: unknown, path: PropertyPath): boolean {
  if (isMarked(value)) return true;
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null || !Object.hasOwn(value, step))
    return false;
  return isHidden((value as Properties)[step], rest);
}

/** What anybody can read, as text: everything that is not marked. */
export function clearText(value: unknown): string {
  return JSON.stringify(value, (_name, inner) => (isMarked(inner) ? "[secret]" : inner));
}
