/** From how many days before its last one a licence is told. */
const AHEAD = 30;

/** Milliseconds of a day. */
const DAY = 86_400_000;

/** How a licence stands. */
export type LicenceVerdict =
  | { readonly is: "not known" }
  | { readonly is: "good" }
  | { readonly is: "ends soon" | "ended"; readonly until: string; readonly days: number };

/**
 * How a licence stands on a day. Its last day is one of the server's clock, whose zone nobody tells, so it may be told a day
 * early.
 * @param until last day, `2027-01-31`; empty: not known.
 */
export function licenceVerdict(until: string, now: Date): LicenceVerdict {
  if (until === "") return { is: "not known" };
  const days = Math.round((Date.parse(until) - Date.parse(now.toISOString().slice(0, 10))) / DAY);
  if (days > AHEAD) return { is: "good" };
  return { is: days < 0 ? "ended" : "ends soon", until, days };
}
