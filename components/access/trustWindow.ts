/** The days on which EC2 may carry a server role: instants in ISO 8601, UTC. At least one of them is given. */
export interface TrustWindow {
  /** First instant; none: always already. */
  readonly notBefore?: string;
  /** Last instant; none: without end. */
  readonly notAfter?: string;
}

/** A window that ends sooner than this is warned of in every preview. */
const NOTICE_DAYS = 30;
const DAY = 24 * 3600 * 1000;

/** True for an instant of the calendar, to the second, in UTC: `2033-02-18T13:00:00Z`. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const time = new Date(text);
  // Date takes the 30th of February for the 2nd of March.
  return !Number.isNaN(time.getTime()) && time.toISOString() === text.replace("Z", ".000Z");
}

/** True when the window closes before it opens. */
export function isReversed({ notBefore, notAfter }: TrustWindow): boolean {
  return notBefore !== undefined && notAfter !== undefined && Date.parse(notBefore) >= Date.parse(notAfter);
}

/** True when the window has closed: no instance gets credentials from the role any more. */
export function hasEnded({ notAfter }: TrustWindow, now: Date): boolean {
  return notAfter !== undefined && Date.parse(notAfter) <= now.getTime();
}

/** What a person should know of an open window in time, or undefined: it closes soon, or has not opened. */
export function windowWarning({ notBefore, notAfter }: TrustWindow, now: Date): string | undefined {
  if (notBefore !== undefined && Date.parse(notBefore) > now.getTime()) {
    return `aspera:serverRole.trustWindow opens at ${notBefore}: until then the server gets no credentials, and no transfer works`;
  }
  if (notAfter === undefined) return undefined;
  const days = Math.floor((Date.parse(notAfter) - now.getTime()) / DAY);
  if (days >= NOTICE_DAYS) return undefined;
  const left = days === 0 ? "within a day" : `in ${days} ${days === 1 ? "day" : "days"}`;
  return `aspera:serverRole.trustWindow ends ${left}, at ${notAfter}: then every transfer of this server stops; move \`notAfter\``;
}
