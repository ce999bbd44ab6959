import Table from "cli-table3";
import pc from "picocolors";
import { wrapped } from "../wrapped";
import type { Difference } from "./differences";
import type { StackCheck, Verdict } from "./interpret";

const COLOURS: Record<Verdict, (text: string) => string> = {
  clean: pc.green,
  drift: pc.yellow,
  failed: pc.red,
};

/** The closing table, one row a stack. */
export function driftTable(checks: readonly StackCheck[], width = process.stdout.columns ?? 140): string {
  const room = Math.max(14, Math.floor((width - 45) / 5));
  const table = new Table({
    head: ["stack", "verdict", "server", "docroot", "services", "link", "access", "took"],
    style: { head: [], border: [], compact: true },
  });
  for (const { stack, verdict, columns, took } of checks) {
    const { server, docroot, services, link, access } = columns;
    const cells = [server, docroot, services, link, access].map((text) => wrapped(text, room));
    table.push([stack, COLOURS[verdict](verdict), ...cells, `${took} s`]);
  }
  return table.toString();
}

/** Below the table: what differs, in the engine's form, and what to do; nothing for a clean stack without warnings. */
export function driftDetails({ stack, verdict, differences, warnings, failure }: StackCheck): string[] {
  const lines: string[] = [];
  if (failure) lines.push(`${pc.red("failed")}: ${failure}`);
  lines.push(...differences.map(line));
  if (verdict === "failed") lines.push("what else there is cannot be told until the check works");
  if (verdict === "drift") {
    lines.push(
      `hint: \`pulumi up --stack ${stack}\` repairs what this stack owns; services, clock, instance profile and the link's ` +
        `nextStep are for people: \`pulumi preview --stack ${stack} --diff\` has every hint`,
    );
  }
  lines.push(...warnings.map((text) => `warning: ${text}`));
  return lines.flatMap((text) => text.split("\n"));
}

/** Its inputs are secret or not known yet; that it runs is all there is to say. */
const COMMAND = "command:remote:Command";

const SIGNS: Record<Difference["change"], string> = {
  changed: "~",
  missing: "+",
  "left over": "-",
  "to be replaced": "±",
};

function line({ resource, type, change, property, seen, wanted, found }: Difference): string {
  const by =
    found.length === 2 ? "" : found[0] === "world" ? "  (seen by refresh only)" : "  (seen by preview only)";
  if (type === COMMAND) return `${SIGNS[change]} ${resource}: runs again${by}`;
  if (property === undefined) return `${SIGNS[change]} ${resource}: ${change}${by}`;
  const [from, to] = apart(asText(seen), asText(wanted));
  return `${SIGNS[change]} ${resource}  ${property}: ${from} => ${to}${by}`;
}

function asText(value: unknown): string {
  return typeof value === "string" && value.startsWith("{") ? value : (JSON.stringify(value) ?? "nothing");
}

const MOST = 200;
/** What two long texts have in common is shown this far before the first difference. */
const BEFORE = 60;

/** Both texts, cut where they are long, so that the first difference is in what is left. */
function apart(one: string, other: string): [string, string] {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const from = Math.max(one.length, other.length) > MOST ? Math.max(0, same - BEFORE) : 0;
  const cut = (text: string) => {
    const rest = text.slice(from);
    return `${from > 0 ? "..." : ""}${rest.length > MOST ? `${rest.slice(0, MOST - 3)}...` : rest}`;
  };
  return [cut(one), cut(other)];
}
