const SECRET = "[secret]";
const LONGEST_QUOTE = 100;

/** Shorter secrets would blot out ordinary words of a hint. */
const SHORTEST_COVERED = 8;

/** Turns values into text for messages, and keeps secrets out of it wherever they were put. */
export class Veil {
  readonly #secrets: ReadonlySet<string>;

  /** @param secrets values of secret settings: text, or anything that holds text. */
  constructor(secrets: Iterable<unknown>) {
    const plain = [...secrets].flatMap(fragments).filter((text) => text.length > 1);
    // Escaped too, as a secret stands in the JSON text of another key.
    this.#secrets = new Set(plain.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]));
  }

  /** A value as a fault's `got`: quoted and shortened when it is text, else its kind. */
  quote(value: unknown): string {
    if (typeof value !== "string") return kindOf(value);
    if (value === "") return "empty text";
    if (this.hides(value)) return SECRET;
    if (value.includes("PRIVATE KEY")) return "a private key";
    // The old way of giving keys to Aspera, `s3://KEY:SECRET@host`, may be pasted anywhere.
    const text = JSON.stringify(value.replace(/\/\/[^?\s]*@/g, "//(masked)@"));
    return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}..."` : text;
  }

  /** The text without the secrets in it. */
  cover(text: string): string {
    let covered = text;
    for (const secret of this.#secrets) {
      if (secret.length >= SHORTEST_COVERED) covered = covered.replaceAll(secret, SECRET);
    }
    return covered;
  }

  /** True when some secret occurs in the text. */
  hides(text: string): boolean {
    for (const secret of this.#secrets) if (text.includes(secret)) return true;
    return false;
  }
}

/** What a value is, without saying which. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** All text in a value, and each long line of it: a message may hold only one line of a key. */
function fragments(value: unknown): string[] {
  if (typeof value === "string") {
    const lines = value.split(/\r?\n/).filter((line) => line.length >= SHORTEST_COVERED);
    return [value, value.trim(), ...lines];
  }
  if (typeof value === "number" || typeof value === "boolean") return [];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(fragments) : [];
}
