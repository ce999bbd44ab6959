import Table from "cli-table3";
import pc from "picocolors";
import { wrapped } from "../wrapped";
import type { Finding } from "./finding";

const COLOURS: Record<Finding["state"], (text: string) => string> = {
  ok: pc.green,
  note: pc.yellow,
  stop: pc.red,
  skipped: pc.dim,
};

/** One row a check. */
export function preflightTable(findings: readonly Finding[], width = process.stdout.columns ?? 140): string {
  const table = new Table({
    head: ["check", "", "found"],
    style: { head: [], border: [], compact: true },
  });
  const room = Math.max(40, width - 36);
  for (const { check, state, found } of findings)
    table.push([check, COLOURS[state](state), wrapped(found, room)]);
  return table.toString();
}

/** What to do about each finding that is not ok, then whether `up` may go ahead. */
export function preflightClosing(stack: string, findings: readonly Finding[]): string {
  const lines = [...byHints(findings)].map(
    ([hints, checks]) => `${checks.join(", ")}\n${hints.replace(/^/gm, "  ")}`,
  );
  const inTheWay = findings.filter(({ state }) => state === "stop").map(({ check }) => check);
  lines.push(
    mayGoAhead(findings)
      ? `nothing stands in the way: pulumi up --stack ${stack}`
      : `in the way: ${inTheWay.join(", ")}`,
  );
  return lines.join("\n\n");
}

/** Whether `up` may go ahead. What could not be looked at stands in the way too. */
export function mayGoAhead(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state === "ok" || state === "note");
}

/** Checks by the text of their hints, so that two with the same say it once. */
function byHints(findings: readonly Finding[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { check, hints = [] } of findings) {
    const text = hints.filter(Boolean).join("\n");
    if (text) groups.set(text, [...(groups.get(text) ?? []), check]);
  }
  return groups;
}
