/**
 * A document with `(secret)` in place of each of these texts. A safety net: no sentence that is told is made of secrets, but
 * some quote what others said.
 */
export function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string")
    return secrets.reduce(
      (text, secret) => (secret === "" ? text : text.replaceAll(secret, "(secret)")),
      value,
    );
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner, secrets)]),
  );
}
