import { performance } from "node:perf_hooks";
import { runPulumi } from "../pulumi/runPulumi";
import { failedCheck, interpret, type StackCheck } from "./interpret";

/** What a check works with. */
export interface CheckTools {
  /** Waits for a free place; bounds how many engines run at once. */
  readonly inTurn: <T>(job: () => Promise<T>) => Promise<T>;
  /** Receives a word whenever something of the stack has changed. */
  readonly onProgress: (stack: string, what: string) => void;
  readonly signal: AbortSignal;
}

const COMMON = ["--expect-no-changes", "--json"];

/**
 * Checks one stack with both runs of the engine. Neither changes anything, saves anything or takes a lock. A full proof of
 * the link, refusals included, belongs to it: ASPERA_PROOF says so to the program and to the resource that proves.
 */
export async function checkStack(stack: string, tools: CheckTools): Promise<StackCheck> {
  const { inTurn, onProgress, signal } = tools;
  let begun: number | undefined;
  const seconds = () => (begun === undefined ? 0 : Math.round((performance.now() - begun) / 100) / 10);
  const run = (what: string, args: string[]) =>
    inTurn(async () => {
      begun ??= performance.now();
      onProgress(stack, `${what} ...`);
      const done = await runPulumi([...args, "--stack", stack, ...COMMON], {
        environment: { ASPERA_PROOF: "full" },
        signal,
      });
      onProgress(stack, `${what} done`);
      return done;
    });
  try {
    const [world, program] = await Promise.all([
      run("world against state", ["refresh", "--preview-only"]),
      run("program against world", ["preview", "--refresh"]),
    ]);
    return interpret(stack, { world, program }, seconds());
  } catch (error) {
    if (signal.aborted) throw error;
    return failedCheck(stack, (error as Error).message, seconds());
  }
}
