import { isRecord, type Properties } from "./wire";

/** The way to a property, from the outermost name inwards: `["connection", "privateKey"]`. */
export type PropertyPath = readonly string[];

/** How the engine marks a wrapped value, and a secret among those (PUL sdk/go/common/resource/sig). */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Properties without their secret marks, and the paths at which the marks were. */
export interface Unmarked {
  readonly properties: Properties;
  readonly secrets: readonly PropertyPath[];
}

/** Takes every secret mark off, at any depth. */
export function withoutSecretMarks(marked: Properties): Unmarked {
  const secrets: PropertyPath[] = [];
  const strip = (value: unknown, path: PropertyPath): unknown => {
    if (isSecret(value)) {
      secrets.push(path);
      return strip(value.value, path);
    }
    if (Array.isArray(value)) return value.map((item, index) => strip(item, [...path, String(index)]));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, strip(item, [...path, name])]),
    );
  };
  return { properties: strip(marked, []) as Properties, secrets };
}

/**
 * Marks the values at the given paths as secret. A path that leads nowhere is passed over: what is absent has nothing to
 * hide. A value inside another secret is hidden with it.
 */
export function withSecretMarks(properties: Properties, secrets: readonly PropertyPath[]): Properties {
  const inside = (value: unknown, paths: readonly PropertyPath[]): unknown => {
    if (value === undefined || value === null || paths.length === 0) return value;
    if (paths.some((path) => path.length === 0)) return { [SIGNATURE]: SECRET, value };
    const within = (name: string) => paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (Array.isArray(value)) return value.map((item, index) => inside(item, within(String(index))));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, inside(item, within(name))]),
    );
  };
  return inside(properties, secrets) as Properties;
}

function isSecret(value: unknown): value is { readonly value: unknown } {
  return isRecord(value) && value[SIGNATURE] === SECRET;
}
