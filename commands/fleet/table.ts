import Table from "cli-table3";
import pc from "picocolors";
import { wrapped } from "../../model/text/wrapped";
import type { FleetStack } from "./fleetStack";
import { type FleetRow, fleetRow } from "./rows";

const HEADS: Readonly<Record<keyof FleetRow, string>> = {
  stack: "stack",
  user: "user",
  role: "bucket role",
  link: "link",
  docroot: "docroot",
  lastSeen: "last seen",
  stillAllowed: "still allowed",
  licence: "licence",
};

/** Columns whose words are long, and the room for each of the others. */
const LONG = ["role", "link", "docroot"] as const;
const SHORT: Readonly<Record<string, number>> = {
  stack: 18,
  user: 12,
  lastSeen: 10,
  stillAllowed: 7,
  licence: 10,
};

/** What lines and margins take of eight columns, and of two. */
const [LINES, NARROW_LINES] = [25, 7];

/** Least room for long words. */
const LEAST = 14;

/** The stacks of one server, a row each, of at most `width` characters; on a narrow screen each with its facts below each other. */
export function fleetTable(stacks: readonly FleetStack[], width = process.stdout.columns ?? 140): string {
  const short = Object.values(SHORT).reduce((sum, one) => sum + one, 0);
  const room = Math.floor((width - LINES - short) / LONG.length);
  const rows = stacks.map(fleetRow);
  return room < LEAST ? narrowTable(rows, width) : wideTable(rows, room);
}

function wideTable(rows: readonly FleetRow[], room: number): string {
  const keys = Object.keys(HEADS) as (keyof FleetRow)[];
  const roomOf = (key: string) => SHORT[key] ?? room;
  const table = new Table({
    head: keys.map((key) => wrapped(HEADS[key], roomOf(key))),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push(keys.map((key) => painted(key, wrapped(row[key], roomOf(key)))));
  return table.toString();
}

function narrowTable(rows: readonly FleetRow[], width: number): string {
  const table = new Table({ head: ["stack", "found"], style: { head: [], border: [], compact: true } });
  const { stack: name = 0 } = SHORT;
  const room = Math.max(LEAST, width - name - NARROW_LINES);
  for (const { stack, ...facts } of rows) {
    const told = (Object.keys(facts) as (keyof typeof facts)[])
      .filter((key) => facts[key] !== "-")
      .map((key) => painted(key, wrapped(`${HEADS[key]}: ${facts[key]}`, room)));
    table.push([wrapped(stack, name), told.join("\n") || "-"]);
  }
  return table.toString();
}

/** Each line by itself: a colour does not run over a table's lines. */
function painted(key: keyof FleetRow, text: string): string {
  const colour =
    key !== "link" || text === "-" ? String : /^(link: )?verified$/.test(text) ? pc.green : pc.yellow;
  return text
    .split("\n")
    .map((line) => colour(line))
    .join("\n");
}
