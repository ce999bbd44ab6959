import Table from "cli-table3";
import pc from "picocolors";
import { wrapped } from "../model/text/wrapped";

/** One row: what was looked at, how it is, what was found. */
export interface CheckRow {
  readonly check: string;
  readonly state: keyof typeof COLOURS;
  readonly found: string;
  /** Code and owner of a finding; empty for none. */
  readonly whose?: string;
}

const COLOURS = {
  ok: pc.green,
  note: pc.yellow,
  missing: pc.red,
  stop: pc.red,
  skipped: pc.dim,
} satisfies Record<string, (text: string) => string>;

/** Room for a code and its owner. */
const FINDING = 26;

/** Least room for what was found, and what the other columns and the lines take. */
const [LEAST, BESIDE] = [40, FINDING + 40];

/** Room for a check's name on a narrow screen. */
const NAME = 20;

/**
 * One row a check, of at most `width` characters; on a narrow screen a finding's code stands below its words. Without any
 * finding there is no column for it.
 */
export function checkTable(rows: readonly CheckRow[], width = process.stdout.columns ?? 140): string {
  const beside = !rows.every(({ whose }) => whose === undefined) && width - BESIDE >= LEAST;
  const table = new Table({
    head: ["check", "", "found", ...(beside ? ["finding"] : [])],
    style: { head: [], border: [], compact: true },
  });
  const room = beside ? width - BESIDE : width - NAME - 18;
  for (const { check, state, found, whose = "" } of rows) {
    const below = [found, whose].filter(Boolean).map((text) => wrapped(text, room));
    const cells = beside ? [wrapped(found, room), wrapped(whose, FINDING)] : [below.join("\n")];
    table.push([beside ? check : wrapped(check, NAME), COLOURS[state](state), ...cells]);
  }
  return table.toString();
}
