import { MINT } from "../schema/externalId";
import { encryptedPaths, isKeyName, KEYS, type KeyName, NAMESPACE } from "../schema/keys";
import type { Fault } from "./faults";

/** Names of keys whose value is never shown, wherever in the configuration they appear. */
const SECRET_NAMES: ReadonlySet<string> = new Set(
  (Object.keys(KEYS) as KeyName[]).flatMap((name) => encryptedPaths(name).map((path) => path.at(-1) ?? name)),
);

/** True for a key, at any depth, whose value is never shown: `password`, `externalId`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(name);
}

/** True for text that may contain a secret although it cannot be parsed, such as broken JSON with a password in it. */
export function mentionsSecret(text: unknown): boolean {
  return typeof text === "string" && [...SECRET_NAMES].some((name) => text.includes(name));
}

/** Every value that must not be shown: what the stack encrypts, and what is under the name of a secret. */
export function secretValues(
  raw: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string>,
): unknown[] {
  return Object.entries(raw).flatMap(([key, value]) => {
    if (typeof value !== "string") return [];
    const parsed = fromJson(value);
    const secret = secretKeys.has(key) || isSecretName(key.slice(NAMESPACE.length + 1));
    return secret ? [value, parsed] : nestedSecrets(parsed);
  });
}

/**
 * The faults of values that must be encrypted and are stored in clear.
 * @param secretKeys full keys that the stack encrypts; undefined when that is not known, which gives no faults.
 */
export function secretsInClear(
  raw: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string> | undefined,
): Fault[] {
  if (!secretKeys) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const name = key.slice(NAMESPACE.length + 1);
    if (secretKeys.has(key) || !isKeyName(name)) return [];
    return encryptedPaths(name)
      .filter((path) => path.length === 0 || valueAt(fromJson(value), path) !== undefined)
      .map((path) => inClear(name, path));
  });
}

function inClear(name: KeyName, path: readonly string[]): Fault {
  const key = [`${NAMESPACE}:${name}`, ...path].join(".");
  const set = `pulumi config set --secret ${path.length > 0 ? "--path " : ""}${key}`;
  return { key, expected: "a secret", got: "a value in clear", hint: encryptHint(name, set) };
}

function encryptHint(name: KeyName, set: string): string {
  if (name === "sshPrivateKey") return `encrypt it: \`${set} < FILE\` keeps its line breaks`;
  const hint = `encrypt it: \`${set}\` asks for it`;
  return name === "externalId"
    ? `${hint}; or mint another one, since this one may have been seen: \`${MINT}\``
    : hint;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (outer, step) =>
      typeof outer === "object" && outer !== null && Object.hasOwn(outer, step)
        ? (outer as Record<string, unknown>)[step]
        : undefined,
    value,
  );
}

function fromJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function nestedSecrets(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    isSecretName(name) ? [inner] : nestedSecrets(inner),
  );
}
