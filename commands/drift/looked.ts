import type { EngineDigest, EngineState, EngineStep } from "./digest";

/** One resource as a check saw it. */
export interface Looked {
  readonly urn: string;
  /** As the state has it; undefined of what it does not hold, and of what nothing is read of, such as a component. */
  readonly saved?: EngineState;
  /** As it was read; undefined of what is not there. */
  readonly read?: EngineState;
  /** What the engine would do with it for the program; undefined where it was not asked, or has nothing to do with it. */
  readonly step?: EngineStep;
  /** What a refresh alone says that differs from the state. */
  readonly refreshed?: EngineStep;
}

/**
 * The resources of `pulumi preview --refresh --run-program --show-sames`: a step that reads each, with what the state has, then
 * one that says what the program makes of it, with what was read. What is gone and not wanted any more has no second one.
 */
export function lookedByProgram({ steps }: EngineDigest): Looked[] {
  return each(steps, ([first, ...more], urn) => {
    const refresh = first?.op === "refresh" ? first : undefined;
    const step = refresh ? more[0] : first;
    const isMade = step === undefined || ["create", "import"].includes(step.op);
    return {
      urn,
      ...(refresh?.oldState && { saved: refresh.oldState }),
      ...(!isMade && step.oldState && { read: step.oldState }),
      ...(step && { step }),
    };
  });
}

/** The resources of `pulumi refresh --preview-only`: what it reads is new, what the state has is old. */
export function lookedByRefresh({ steps }: EngineDigest): Looked[] {
  return each(steps, ([step], urn) => ({
    urn,
    ...(step?.oldState && { saved: step.oldState }),
    ...(step?.op !== "delete" && step?.newState && { read: step.newState }),
    ...(step?.op !== "refresh" && step && { refreshed: step }),
  }));
}

/** The steps of each resource, in the order in which the engine took them. */
function each(
  steps: readonly EngineStep[],
  looked: (own: readonly EngineStep[], urn: string) => Looked,
): Looked[] {
  const byUrn = new Map<string, EngineStep[]>();
  for (const step of steps) byUrn.set(step.urn, [...(byUrn.get(step.urn) ?? []), step]);
  return [...byUrn].map(([urn, own]) => looked(own, urn));
}
