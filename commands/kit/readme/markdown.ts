/** Text as code inside a line, whatever is in it. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const blank = /^`|`$|^ .* $/.test(text) ? " " : "";
  return `${fence}${blank}${text}${blank}${fence}`;
}

/** A block of code. @param language what follows the fence. */
export function block(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A value as JSON, in a block. */
export function jsonBlock(value: unknown): string {
  return block("json", JSON.stringify(value, null, 2));
}
