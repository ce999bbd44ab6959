/**
 * A word as a POSIX shell takes it, for lines that people paste: plain words stay as they are, everything else is quoted.
 */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
