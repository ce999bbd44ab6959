import { AsyncLocalStorage } from "node:async_hooks";

/** The limit that the engine gave a call: `customTimeouts` of the resource. */
export interface TimeLimit {
  readonly seconds: number;
  /** Aborts when the time is over. */
  readonly over: AbortSignal;
}

const limits = new AsyncLocalStorage<TimeLimit>();

/** Does the work of one call within its limit. @param seconds as the engine sends it; 0 means no limit. */
export async function withinTimeLimit<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  if (!(seconds > 0)) return work();
  const controller = new AbortController();
  const clock = setTimeout(() => controller.abort(), seconds * 1000);
  try {
    return await limits.run({ seconds, over: controller.signal }, work);
  } finally {
    clearTimeout(clock);
  }
}

/** The limit of the call that is under way here; undefined for none. Calls run side by side, each with its own. */
export function timeLimit(): TimeLimit | undefined {
  return limits.getStore();
}
