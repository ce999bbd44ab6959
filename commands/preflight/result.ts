import { type Found, found } from "../../model/findings/finding";
import { notLookedAt } from "../../program/findings/preflight/notLookedAt";

/** How one check came out. */
export interface CheckResult {
  /** What was looked at, in two or three words. */
  readonly check: string;
  /** `ok`; `note`: `up` may go ahead, and a person should know; `stop`: it may not; `skipped`: could not be looked at. */
  readonly state: "ok" | "note" | "stop" | "skipped";
  /** What was found; never a secret. */
  readonly found: string;
  /** What is wrong, and what to do; on everything that is not ok. */
  readonly finding?: Found;
}

/** A check that came out well. */
export function ok(check: string, found: string): CheckResult {
  return { check, state: "ok", found };
}

/** Something a person should know. */
export function note(check: string, finding: Found): CheckResult {
  return { check, state: "note", found: finding.text, finding };
}

/** Something that stands in the way. */
export function stop(check: string, finding: Found): CheckResult {
  return { check, state: "stop", found: finding.text, finding };
}

/** Something that could not be looked at, because the check `first` did not pass. It stands in the way with that one. */
export function skipped(check: string, first: string): CheckResult {
  const finding = found(notLookedAt, { first });
  return { check, state: "skipped", found: finding.text, finding };
}
