import { performance } from "node:perf_hooks";
import { REPORT_ONLY } from "../../provider/handover/reportOnly";
import { runPulumi } from "../pulumi/runPulumi";
import { type CheckRuns, failedCheck, interpret, type StackCheck } from "./interpret";
import { outcomeOf } from "./outcome";

/** What a check works with. */
export interface CheckTools {
  /** Waits for a free place; bounds how many engines run at once. */
  readonly inTurn: <T>(job: () => Promise<T>) => Promise<T>;
  /** Receives a word whenever something of the stack has changed. */
  readonly onProgress: (stack: string, what: string) => void;
  readonly signal: AbortSignal;
}

/** The arguments of a check's runs. Neither changes anything, saves anything or takes a lock. */
export function checkRuns(stack: string): Record<keyof CheckRuns, string[]> {
  const common = ["--stack", stack, "--expect-no-changes", "--json"];
  return {
    // What nothing differs in is shown too: that step alone has what was read.
    program: ["preview", "--refresh", "--run-program", "--show-sames", ...common],
    world: ["refresh", "--preview-only", "--run-program=false", ...common],
  };
}

/**
 * What the engine is told beside. A full proof of the link, refusals included, belongs to a check: the program and the
 * resource that proves are told so. What a change under way leaves allowed is a finding and no drift.
 */
export const CHECK_ENVIRONMENT = { ASPERA_PROOF: "full", ...REPORT_ONLY } as const;

/** Checks one stack with one run of the engine; where the program cannot be run, a second one tells of the world. */
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
    const program = await run("state, world and program", runs.program);
    const failed = "failure" in outcomeOf(program);
    const world = failed ? await run("world against state", runs.world) : undefined;
    return interpret(stack, { program, ...(world && { world }) }, seconds());
  } catch (error) {
    if (signal.aborted) throw error;
    return failedCheck(stack, (error as Error).message, seconds());
  }
}
