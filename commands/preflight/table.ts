import Table from "cli-table3";
import pc from "picocolors";
import { shellWord } from "../../model/text/shellWord";
import { wrapped } from "../../model/text/wrapped";
import type { CheckResult } from "./result";

const COLOURS: Record<CheckResult["state"], (text: string) => string> = {
  ok: pc.green,
  note: pc.yellow,
  stop: pc.red,
  skipped: pc.dim,
};

/** Room for a code and its owner. */
const FINDING = 26;

/** Least room for what was found, and what the other columns and the lines take. */
const [LEAST, BESIDE] = [40, FINDING + 40];

/** Room for a check's name on a narrow screen. */
const NAME = 20;

/** One row a check, of at most `width` characters; on a narrow screen a finding's code stands below its words. */
export function preflightTable(
  results: readonly CheckResult[],
  width = process.stdout.columns ?? 140,
): string {
  const narrow = width - BESIDE < LEAST;
  const table = new Table({
    head: narrow ? ["check", "", "found"] : ["check", "", "found", "finding"],
    style: { head: [], border: [], compact: true },
  });
  const room = narrow ? width - NAME - 18 : width - BESIDE;
  for (const { check, state, found, finding } of results) {
    const whose = finding ? `${finding.code} (${finding.owner})` : "";
    const cells = narrow
      ? [
          [found, whose]
            .filter(Boolean)
            .map((text) => wrapped(text, room))
            .join("\n"),
        ]
      : [wrapped(found, room), wrapped(whose, FINDING)];
    table.push([narrow ? wrapped(check, NAME) : check, COLOURS[state](state), ...cells]);
  }
  return table.toString();
}

/** What to do about each finding, then whether `up` may go ahead. */
export function preflightClosing(stack: string, results: readonly CheckResult[]): string {
  const lines = [...byHint(results)].map(
    ([words, checks]) => `${checks.join(", ")}: ${words.replaceAll("\n", "\n  ")}`,
  );
  const inTheWay = results.filter(({ state }) => state === "stop").map(({ check }) => check);
  lines.push(
    mayGoAhead(results)
      ? `nothing stands in the way: pulumi up --stack ${shellWord(stack)}`
      : `in the way: ${inTheWay.join(", ")}`,
  );
  return lines.join("\n\n");
}

/** Whether `up` may go ahead. What could not be looked at stands in the way too. */
export function mayGoAhead(results: readonly CheckResult[]): boolean {
  return results.every(({ state }) => state === "ok" || state === "note");
}

/**
 * Checks by what to do, with code and owner, so that two of the same say it once. What was skipped waits for the check that
 * did not pass, which says what to do.
 */
function byHint(results: readonly CheckResult[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { check, state, finding } of results) {
    if (!finding || state === "skipped") continue;
    const words = `${finding.code} (${finding.owner})\n${finding.hint}`;
    groups.set(words, [...(groups.get(words) ?? []), check]);
  }
  return groups;
}
