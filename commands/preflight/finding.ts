/** How one check came out. */
export interface Finding {
  /** What was looked at, in two or three words. */
  readonly check: string;
  /** `ok`; `note`: `up` may go ahead, and a person should know; `stop`: it may not; `skipped`: could not be looked at. */
  readonly state: "ok" | "note" | "stop" | "skipped";
  /** What was found; never a secret. */
  readonly found: string;
  /** What to do next, a line each that can be pasted. */
  readonly hints?: readonly string[];
}

/** A check that came out well. */
export function ok(check: string, found: string): Finding {
  return { check, state: "ok", found };
}

/** Something a person should know. */
export function note(check: string, found: string, ...hints: string[]): Finding {
  return { check, state: "note", found, hints };
}

/** Something that stands in the way. */
export function stop(check: string, found: string, ...hints: string[]): Finding {
  return { check, state: "stop", found, hints };
}

/** Something that could not be looked at, because another check did not pass. It stands in the way with that one. */
export function skipped(check: string, why: string): Finding {
  return { check, state: "skipped", found: `not looked at: ${why}` };
}

/** First line of an error, for a table. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] || "no message";
}
