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

/** How one step came out. */
interface Made extends Shown {
  readonly outcome: StepOutcome;
  readonly said: string;
}

/**
 * Makes the steps in their order. It says what each will do before it does it, and asks; it ends at the first that is not
 * wanted or fails, and what was done until then is in the run that it gives back.
 */
export async function runSteps(first: Run, steps: readonly Step[], world: Surroundings): Promise<Run> {
  const { say, now, keep, signal } = world;
  const orInterrupted = interruptible(signal);
  let run = first;
  for (const [at, step] of steps.entries()) {
    say(`${at + 1}/${steps.length} ${step.name}`);
    const made = await make(step, world, orInterrupted).catch(
      (error: Error): Made => ({ outcome: "failed", said: error.message }),
    );
    run = { ...withStep(run, step, made, now().toISOString()), ...why(step, made, signal.aborted) };
    for (const line of told(made)) say(`    ${line}`);
    keep(run);
    if (run.stopped !== undefined) break;
  }
  return run;
}

async function make(
  step: Step,
  { say, agrees, signal }: Surroundings,
  orInterrupted: <T>(work: Promise<T>) => Promise<T>,
): Promise<Made> {
  signal.throwIfAborted();
  const look = await orInterrupted(step.look());
  if ("looked" in look) return { ...look, outcome: "looked", said: look.looked };
  if ("already" in look) return { ...look, outcome: "done already", said: look.already };
  const impossible = "cannot" in look;
  say(impossible ? `    not possible: ${look.cannot}` : `    will ${look.will}`);
  if (!(await agrees(impossible ? "    go on without it?" : "    go on?")))
    return { outcome: "not wanted", said: "the answer was no" };
  if (impossible) return { ...look, outcome: "not possible", said: look.cannot };
  signal.throwIfAborted();
  const acted = await (step.heedsInterrupt ? step.act() : orInterrupted(step.act()));
  return { ...acted, outcome: "done", said: acted.did };
}

/** Lets go of work when the run is interrupted: on a server that does not answer, it could last for minutes. */
function interruptible(signal: AbortSignal): <T>(work: Promise<T>) => Promise<T> {
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  interrupted.catch(() => {}); // Nothing may be under way.
  return (work) => Promise.race([work, interrupted]);
}

function withStep(run: Run, { name, by }: Step, made: Made, at: string): Run {
  const { outcome, said, removed = [], proofs = [], open = [] } = made;
  return {
    ...run,
    steps: [...run.steps, { step: name, outcome, said, by, at }],
    removed: [...run.removed, ...removed.map((one) => ({ ...one, at }))],
    proofs: [...run.proofs, ...proofs.map((one) => ({ ...one, at }))],
    open: [...run.open, ...open],
  };
}

/** Why the run ends with this step, if it does. */
function why({ name }: Step, { outcome, said }: Made, interrupted: boolean): Pick<Run, "stopped"> {
  if (outcome !== "failed" && outcome !== "not wanted") return {};
  if (interrupted) return { stopped: `interrupted at step "${name}"` };
  const reason = outcome === "failed" ? `failed (${said.split("\n")[0]})` : "stopped by the answer no";
  return { stopped: `${reason} at step "${name}"` };
}

function told({ outcome, said, proofs = [] }: Made): string[] {
  return [
    ...(outcome === "not possible" ? [] : [`${outcome}: ${said}`]), // That was said before it was asked.
    ...proofs.map((proof) => `${proof.what}: ${proof.outcome}, ${proof.said}`),
  ];
}
