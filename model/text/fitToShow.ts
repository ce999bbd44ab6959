/** What has room in a sentence. */
const MOST = 2000;

/**
 * Steers a terminal, or misleads who reads: the control characters of both sets (C0, DEL, C1), separators of lines, what
 * turns the direction of the text, and halves of surrogate pairs.
 */
const UNFIT =
  /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/**
 * Text from outside, fit to show: whatever steers a terminal is escaped, `\u001b`, and what is too long is cut.
 * @param most characters that are kept; default 2000.
 */
export function fitToShow(text: string, most = MOST): string {
  const kept = text.length > most ? `${text.slice(0, most)}...` : text;
  return kept.replace(UNFIT, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A line that a server printed, with whatever may be a secret masked.
 * @param hidden what was sent to the server and must not come back.
 */
export function fitLine(line: string, hidden: readonly string[] = []): string {
  const ours = [...hidden].sort((one, other) => other.length - one.length);
  const masked = ours
    .reduce((text, secret) => text.replaceAll(secret, "(masked)"), line)
    .replace(/(:\/\/)[^/?#\s]*(@|%40)/gi, "$1(masked)@")
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s?]*)\?\S*/gi, "$1?(masked)")
    .replace(
      /\b((?:\w*[-_])?(?:pass\w*|secret\w*|token|key|external-?id))(\s*[=:]\s*)(?=\S*\d)\S+/gi,
      "$1$2(masked)",
    )
    .replace(/[A-Za-z0-9+/=_%-]{20,}/g, (word) =>
      /\d/.test(word) && /[A-Za-z]/.test(word) ? "(masked)" : word,
    );
  return fitToShow(masked.trim(), 200);
}
