/** Why a value is refused. */
export interface Refusal {
  /** What would be accepted. */
  readonly expected: string;
  /** What was found; default: the value itself, quoted. */
  readonly got?: string;
  /** The next step. */
  readonly hint: string;
}

/**
 * Reports a fault.
 * @param key without the namespace: `server.hostKey`.
 * @param value what was found, quoted when the refusal has no `got`; undefined when nothing was.
 */
export type Refuse = (key: string, refusal: Refusal, value?: unknown) => void;
