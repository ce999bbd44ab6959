import * as state from "@pulumi/pulumi/runtime/state";

/** Exit code by which the language host knows that everything has been said (pulumi/pulumi sdk/nodejs/cmd/run/error.ts). */
const ALL_SAID = 32;

/** What is needed of a process; a stand-in in tests. */
type Rejecting = Pick<NodeJS.Process, "listeners" | "removeAllListeners" | "on" | "exitCode">;

/**
 * Keeps the SDK from speaking of a run that is over. When a resource fails, the engine goes, while calls of the program are
 * still under way; each of them is rejected then, and the SDK's attempt to log that finds nobody (`Channel has been shut
 * down`) and ends in a trace before the real reason. Everything else is told as ever.
 * @param isOver whether the SDK has given up its calls.
 */
export function quietEnd(target: Rejecting = process, isOver = callsGivenUp): void {
  const listeners = target.listeners("unhandledRejection");
  target.removeAllListeners("unhandledRejection");
  target.on("unhandledRejection", (reason, promise) => {
    if (isOver()) target.exitCode = ALL_SAID;
    else for (const listener of listeners) listener(reason, promise);
  });
}

/** The SDK's own note of that; missing from its typings (`@internal` in runtime/state.ts). */
function callsGivenUp(): boolean {
  const { getStore } = state as unknown as { getStore(): { terminated?: boolean } };
  return getStore().terminated === true;
}
