import { MINT } from "./externalId";
import type { Fault } from "./faults";
import { isKeyName, KEYS, type KeyName, NAMESPACE } from "./keys";

/** Names of nested keys whose text is never shown either. */
const NESTED = ["externalId", "sshPrivateKey", "password"];

/** Every value that must not be shown: of secret keys, of keys that the stack encrypts, and of nested external IDs. */
export function secretValues(
  raw: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string>,
): unknown[] {
  return Object.entries(raw).flatMap(([key, value]) => {
    const name = key.slice(NAMESPACE.length + 1);
    if (typeof value !== "string") return [];
    const secret = secretKeys.has(key) || (isKeyName(name) && "secret" in KEYS[name]);
    const parsed = fromJson(value);
    return secret ? [value, parsed] : nestedSecrets(parsed);
  });
}

/** The faults of keys that must be encrypted and are not. Without `secretKeys` nothing is known, and nothing is said. */
export function clearSecrets(
  present: ReadonlySet<KeyName>,
  values: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string> | undefined,
): Fault[] {
  if (!secretKeys) return [];
  const inClear = (name: KeyName) => !secretKeys.has(`${NAMESPACE}:${name}`);
  const { upgrade } = (values.server ?? {}) as { upgrade?: { password?: unknown } };
  const nested: Fault[] = [];
  if (upgrade?.password !== undefined && inClear("server")) {
    const key = `${NAMESPACE}:server.upgrade.password`;
    const hint = `encrypt it: \`pulumi config set --secret --path ${key}\` asks for it`;
    nested.push({ key, expected: "a secret", got: "a value in clear", hint });
  }
  const top = [...present].flatMap((name) => {
    const key = `${NAMESPACE}:${name}`;
    if (!("secret" in KEYS[name]) || secretKeys.has(key)) return [];
    const inside = name === "nodeApi" ? ".password" : "";
    const set = `pulumi config set --secret ${inside && "--path "}${key}${inside}`;
    const hint =
      name === "externalId"
        ? `encrypt it: \`${set}\` asks for it; or, as the clear one may have been seen, mint another: \`${MINT}\``
        : `encrypt it: \`${set}${name === "sshPrivateKey" ? " < FILE` keeps its line breaks" : "` asks for it"}`;
    return [{ key, expected: "a secret", got: "a value in clear", hint }];
  });
  return [...top, ...nested];
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nestedSecrets(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    NESTED.includes(name) ? [inner] : nestedSecrets(inner),
  );
}
