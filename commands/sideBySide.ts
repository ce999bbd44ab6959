import { availableParallelism } from "node:os";

/** How many engines run at once: one more was no faster, and took a third more memory (docs/performance.md). */
export const ENGINES_AT_ONCE = availableParallelism();

/**
 * Does jobs side by side, at most `limit` at a time, in the order given.
 * @returns their results in that order; rejects with the first failure.
 */
export function atMost(limit: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = Math.max(1, limit);
  return async (job) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
