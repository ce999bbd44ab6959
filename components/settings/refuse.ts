/** What is wrong, where `got` may be left to the value itself. */
export interface Refusal {
  readonly expected: string;
  readonly got?: string;
  readonly hint: string;
}

/**
 * Notes a fault.
 * @param key without the namespace: `server.hostKey`.
 * @param value what is there, quoted when `got` is not given; nothing when it is left out.
 */
export type Refuse = (key: string, refusal: Refusal, value?: unknown) => void;
