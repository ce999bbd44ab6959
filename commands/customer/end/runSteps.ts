import type { Run, StepOutcome } from "./evidence";
import type { Shown, Step } from "./step";

/** How a run meets the person and the clock; stand-ins in unit tests. */
export interface Surroundings {
  /** Shows a line. */
  say(line: string): void;
  /** Asks for consent. */
  agrees(question: string): Promise<boolean>;
  now(): Date;
  /** Told after each step, so that what was done is kept whatever comes. */
  keep(run: Run): void;
  readonly signal: AbortSignal;
}

/**
 * Makes the steps in their order. It says what each will do before it does it, and asks; it ends at the first that is not
 * wanted or fails, and what was done until then is in the run that it gives back.
 */
export async function runSteps(first: Run, steps: readonly Step[], world: Surroundings): Promise<Run> {
  const { say, agrees, now, keep, signal } = world;
  let run = first;
  const record = (step: Step, outcome: StepOutcome, said: string, shown: Shown = {}) => {
    const at = now().toISOString();
    run = {
      ...run,
      steps: [...run.steps, { step: step.name, outcome, said, by: step.by, at }],
      removed: [...run.removed, ...(shown.removed ?? []).map((one) => ({ ...one, at }))],
      proofs: [...run.proofs, ...(shown.proofs ?? []).map((one) => ({ ...one, at }))],
      open: [...run.open, ...(shown.open ?? [])],
    };
    if (outcome !== "not possible") say(`    ${outcome}: ${said}`); // Said before it was asked whether to go on.
    for (const { what, outcome: how, said: seen } of shown.proofs ?? []) say(`    ${what}: ${how}, ${seen}`);
    keep(run);
  };
  const stop = (step: Step, why: string) => {
    run = { ...run, stopped: `${why} at step "${step.name}"` };
    keep(run);
    return run;
  };

  const orInterrupted = <T>(work: Promise<T>) => {
    const interrupted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    return Promise.race([work, interrupted]);
  };

  for (const [at, step] of steps.entries()) {
    say(`${at + 1}/${steps.length} ${step.name}`);
    try {
      signal.throwIfAborted();
      const look = await orInterrupted(step.look());
      if ("already" in look) {
        record(step, "done already", look.already, look);
        continue;
      }
      if ("cannot" in look) {
        say(`    not possible: ${look.cannot}`);
        if (!(await agrees("    go on without it?"))) {
          record(step, "not wanted", "the answer was no");
          return stop(step, "stopped by the answer no");
        }
        record(step, "not possible", look.cannot, look);
        continue;
      }
      say(`    will ${look.will}`);
      if (!(await agrees("    go on?"))) {
        record(step, "not wanted", "the answer was no");
        return stop(step, "stopped by the answer no");
      }
      signal.throwIfAborted();
      const { did, ...shown } = await (step.heedsInterrupt ? step.act() : orInterrupted(step.act()));
      record(step, "done", did, shown);
    } catch (error) {
      const said = (error as Error).message;
      record(step, "failed", said);
      return stop(step, signal.aborted ? "interrupted" : `failed (${said.split("\n")[0]})`);
    }
  }
  return run;
}
