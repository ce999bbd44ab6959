/** When EC2 may assume a server role: instants in ISO 8601, UTC, at least one of them. */
export interface TrustWindow {
  /** First instant; default: no start. */
  readonly notBefore?: string;
  /** Last instant; default: no end. */
  readonly notAfter?: string;
}

const DAY = 24 * 3600 * 1000;

/** True for an instant that exists, to the second and in UTC, such as `2033-02-18T13:00:00Z`. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const time = new Date(text);
  // Date reads the 30th of February as the 2nd of March.
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

/** True when the window has not opened yet: no instance gets credentials from the role until it does. */
export function opensLater({ notBefore }: TrustWindow, now: Date): boolean {
  return notBefore !== undefined && Date.parse(notBefore) > now.getTime();
}

/** Whole days until the window closes; undefined when it never does. */
export function daysUntilEnd({ notAfter }: TrustWindow, now: Date): number | undefined {
  return notAfter === undefined ? undefined : Math.floor((Date.parse(notAfter) - now.getTime()) / DAY);
}
