import { timeLimit } from "../protocol/timeLimit";
import { sshFailure } from "./sshFailure";
import type { SshTarget } from "./sshTarget";

/** Ends a run that is under way; one for each. */
const underWay = new Set<() => void>();

/** Ends every run of this process: whoever asked has gone. Runs that wait for an answer end with a finding. */
export function giveUpEverything(): void {
  for (const end of underWay) end();
}

/**
 * Waits for `work`, but not for ever.
 * @param seconds longest wait.
 * @throws FindingError when the time is over, when the time limit of the engine's call is, and when `giveUpEverything` ends
 * it. The work goes on then; the caller ends what it holds.
 */
export async function unlessGivenUp<T>(target: SshTarget, seconds: number, work: Promise<T>): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  let cancel = () => {};
  let limitOver = () => {};
  const limit = timeLimit();
  const givenUp = new Promise<never>((_, reject) => {
    const late = sshFailure("silent", target, `no answer within ${seconds} s`);
    clock = setTimeout(() => reject(late), seconds * 1000);
    cancel = () => reject(sshFailure("runCancelled", target, "the run was cancelled"));
    const over = `the ${limit?.seconds} s of its customTimeouts are over`;
    limitOver = () => reject(sshFailure("timeLimitOver", target, over));
  });
  underWay.add(cancel);
  limit?.over.addEventListener("abort", limitOver);
  try {
    if (limit?.over.aborted) limitOver();
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(clock);
    underWay.delete(cancel);
    limit?.over.removeEventListener("abort", limitOver);
  }
}
