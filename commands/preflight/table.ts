import { shellWord } from "../../model/text/shellWord";
import { checkTable } from "../checkTable";
import type { CheckResult } from "./result";

/** One row a check, of at most `width` characters, each finding with its code and owner. */
export function preflightTable(results: readonly CheckResult[], width?: number): string {
  return checkTable(
    results.map(({ check, state, found, finding }) => ({
      check,
      state,
      found,
      whose: finding ? `${finding.code} (${finding.owner})` : "",
    })),
    width,
  );
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
