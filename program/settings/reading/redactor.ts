const REDACTED = "[secret]";
const LONGEST_QUOTE = 100;

/** Redacting shorter secrets would blot out ordinary words of a hint. */
const SHORTEST_REDACTED = 8;

/** Turns values into text for messages, and keeps secrets out of it wherever they were put. */
export class Redactor {
  readonly #secrets: ReadonlySet<string>;

  /** @param secrets values of secret settings: text, or anything that contains text. */
  constructor(secrets: Iterable<unknown>) {
    const plain = [...secrets].flatMap(textsIn).filter((text) => text.length > 1);
    // Escaped too: that is how a secret looks in the JSON text of another key.
    this.#secrets = new Set(plain.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]));
  }

  /** A value as a message shows it: text quoted and shortened, anything else by its kind. */
  quote(value: unknown): string {
    if (typeof value !== "string") return kindOf(value);
    if (value === "") return "empty text";
    if (this.#holdsSecret(value)) return REDACTED;
    if (value.includes("PRIVATE KEY")) return "a private key";
    // `s3://KEY:SECRET@host`, the old way to give Aspera its keys, may be pasted anywhere.
    const text = JSON.stringify(value.replace(/\/\/[^?\s]*@/g, "//(masked)@"));
    return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
  }

  /** The text without the secrets in it. */
  redact(text: string): string {
    let redacted = text;
    for (const secret of this.#secrets) {
      if (secret.length >= SHORTEST_REDACTED) redacted = redacted.replaceAll(secret, REDACTED);
    }
    return redacted;
  }

  #holdsSecret(text: string): boolean {
    for (const secret of this.#secrets) if (text.includes(secret)) return true;
    return false;
  }
}

/** A value that must not be shown. */
export function hidden(value: unknown): string {
  return value === undefined ? "nothing" : REDACTED;
}

/** What kind of value it is, without showing it. */
function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** All text inside a value, and each long line of it: a message may hold only one line of a key. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    const lines = value.split(/\r?\n/).filter((line) => line.length >= SHORTEST_REDACTED);
    return [value, value.trim(), ...lines];
  }
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}
