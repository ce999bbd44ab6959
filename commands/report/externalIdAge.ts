import { EXTERNAL_ID } from "../customer/draft";
import type { PastRun } from "../pulumi/stackHistory";

/** Milliseconds of a day. */
const DAY = 86_400_000;

/**
 * When the first `up` with this external ID began, as far back as the backend remembers; undefined where none had it yet. An
 * `up` that failed counts: the ID may have been in a trust from then on.
 * @param history newest run first.
 */
export function inUseSince(externalId: string, history: readonly PastRun[]): string | undefined {
  const ups = history.filter(({ kind }) => kind === "update");
  const other = ups.findIndex(({ config }) => config?.[EXTERNAL_ID]?.value !== externalId);
  return (other < 0 ? ups : ups.slice(0, other)).at(-1)?.startTime;
}

/** Whole days between two times, ISO 8601. */
export function daysBetween(since: string, until: string): number {
  return Math.max(0, Math.floor((Date.parse(until) - Date.parse(since)) / DAY));
}
