/** A table in Markdown, a line each; the word `nothing` for no rows. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ["nothing"];
  const row = (cells: readonly string[]) => `| ${cells.map(plain).join(" | ")} |`;
  return [row(head), `|${head.map(() => "---|").join("")}`, ...rows.map(row)];
}

/** Text from outside in one line of a table, that Markdown reads nothing into. */
export function plain(text: string): string {
  return text.replace(/[\\|<>*[\]]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
