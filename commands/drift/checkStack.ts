import { performance } from "node:perf_hooks";
import { REPORT_ONLY } from "../../provider/handover/reportOnly";
import { runPulumi } from "../pulumi/runPulumi";
import { failedCheck, interpret, type StackCheck, type TwoRuns } from "./interpret";

/** What a check works with. */
export interface CheckTools {
  /** Waits for a free place; bounds how many engines run at once. */
  readonly inTurn: <T>(job: () => Promise<T>) => Promise<T>;
  /** Receives a word whenever something of the stack has changed. */
  readonly onProgress: (stack: string, what: string) => void;
  readonly signal: AbortSignal;
}

/** The arguments of the two runs. Neither changes anything, saves anything or takes a lock. */
export function checkRuns(stack: string): Record<keyof TwoRuns, string[]> {
  const common = ["--stack", stack, "--expect-no-changes", "--json"];
  return {
    world: ["refresh", "--preview-only", ...common],
    program: ["preview", "--refresh", ...common],
  };
}

/**
 * What both runs are told beside. A full proof of the link, refusals included, belongs to a check: the program and the
 * resource that proves are told so. What a change under way leaves allowed is a finding and no drift.
 */
export const CHECK_ENVIRONMENT = { ASPERA_PROOF: "full", ...REPORT_ONLY } as const;

/** Checks one stack with both runs of the engine. */
export async function checkStack(stack: string, tools: CheckTools): Promise<StackCheck> {
  const { inTurn, onProgress, signal } = tools;
  let begun: number | undefined;
  const seconds = () => (begun === undefined ? 0 : Math.round((performance.now() - begun) / 100) / 10);
  const runs = checkRuns(stack);
  const run = (what: string, args: string[]) =>
    inTurn(async () => {
      begun ??= performance.now();
      onProgress(stack, `${what} ...`);
      const done = await runPulumi(args, { environment: CHECK_ENVIRONMENT, signal });
      onProgress(stack, `${what} done`);
      return done;
    });
  try {
    const [world, program] = await Promise.all([
      run("world against state", runs.world),
      run("program against world", runs.program),
    ]);
    return interpret(stack, { world, program }, seconds());
  } catch (error) {
    if (signal.aborted) throw error;
    return failedCheck(stack, (error as Error).message, seconds());
  }
}
