import Table from "cli-table3";
import pc from "picocolors";
import { type Found, messageOf } from "../../model/findings/finding";
import { shellWord } from "../../model/text/shellWord";
import { wrapped } from "../../model/text/wrapped";
import type { Difference } from "./differences";
import type { StackCheck, Verdict } from "./interpret";
import { COMMAND, DOCROOT, LINK } from "./resources";

const COLOURS: Record<Verdict, (text: string) => string> = {
  clean: pc.green,
  drift: pc.yellow,
  gone: pc.dim,
  failed: pc.red,
};

/** Narrowest column that a finding's code is readable in, and what the other columns and the lines take. */
const [LEAST, BESIDE] = [14, 45];

/** The closing table, one row a stack, of at most `width` characters; on a narrow screen with one column for all that is not well. */
export function driftTable(checks: readonly StackCheck[], width = process.stdout.columns ?? 140): string {
  const room = Math.floor((width - BESIDE) / 5);
  if (room < LEAST) return narrowTable(checks, width);
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

/** Room for a stack's name where there is little. */
const NAME = 18;

function narrowTable(checks: readonly StackCheck[], width: number): string {
  const table = new Table({
    head: ["stack", "verdict", "found", "took"],
    style: { head: [], border: [], compact: true },
  });
  const room = Math.max(LEAST, width - NAME - 29);
  for (const { stack, verdict, columns, took } of checks) {
    const told = Object.entries(columns).filter(([, text]) => !/^(ok|reachable|-|\?)$/.test(text));
    const found = told.map(([name, text]) => wrapped(`${name}: ${text}`, room)).join("\n");
    const nothing = verdict === "clean" ? "ok" : "-";
    table.push([wrapped(stack, NAME), COLOURS[verdict](verdict), found || nothing, `${took} s`]);
  }
  return table.toString();
}

/**
 * Below the table: why the check failed, what was found and what to do about it, what differs in the engine's form; nothing
 * for a clean stack of which nothing was found.
 */
export function driftDetails(check: StackCheck): string[] {
  const { stack, verdict, findings, differences, warnings, failure } = check;
  const lines: string[] = [];
  if (failure) lines.push(`${pc.red("failed")}: ${failure}`);
  lines.push(...findings.filter((one) => messageOf(one) !== failure).map(findingLines));
  lines.push(...differences.filter((one) => !isTold(one, findings)).map(line));
  if (verdict === "failed") lines.push("what else there is cannot be told until the check works");
  if (verdict === "gone") {
    const line = `pulumi stack rm --preserve-config ${shellWord(stack)}`;
    lines.push(
      "the stack holds nothing: it was destroyed, or was never brought up",
      `hint: \`${line}\` forgets it`,
    );
  }
  if (verdict === "drift") {
    const others = findings.length > 0 ? "; the rest is up to the owner that each finding names" : "";
    lines.push(`hint: \`pulumi up --stack ${shellWord(stack)}\` repairs what this stack owns${others}`);
  }
  lines.push(...warnings.map((text) => `warning: ${text}`));
  return lines.flatMap((text) => text.split("\n"));
}

/** A finding as tables have it below them: code and owner, the sentence, the next step. */
export function findingLines({ code, owner, transient, text, hint }: Found): string {
  const passing = transient ? ", may pass by itself" : "";
  return `! ${code} (${owner}${passing}): ${text}\n${`hint: ${hint}`.replace(/^/gm, "  ")}`;
}

/** Properties that a finding says in full, which stands above with its code. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  [LINK]: ["link", "finding", "owner", "nextStep"],
  [DOCROOT]: ["server"],
};

function isTold({ type, property = "" }: Difference, findings: readonly Found[]): boolean {
  return findings.length > 0 && TOLD[type]?.includes(property) === true;
}

const SIGNS: Record<Difference["change"], string> = {
  changed: "~",
  missing: "+",
  "left over": "-",
  "to be replaced": "±",
};

/** A Command's inputs are secret or not known yet; that it runs is all there is to say. */
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
