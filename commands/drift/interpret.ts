import type { PulumiRun } from "../pulumi/runPulumi";
import { asFarAsSeen, type Columns, columnsOf, UNKNOWN_COLUMNS, unproven } from "./columns";
import { type Difference, differences } from "./differences";
import type { EngineDigest } from "./digest";
import { outcomeOf } from "./outcome";

/** `clean`; `drift`; or `failed`: the check itself could not be made, and nothing is known. */
export type Verdict = "clean" | "drift" | "failed";

/** What the check of one stack came to. */
export interface StackCheck {
  readonly stack: string;
  readonly verdict: Verdict;
  /** One short text for each part of the stack. */
  readonly columns: Columns;
  /** Everything that is not as it should be, in full. */
  readonly differences: readonly Difference[];
  /** What the program warned of, each with its hint. */
  readonly warnings: readonly string[];
  /** Why the check failed: a sentence, and a `hint:` line where there is one. Only with `failed`. */
  readonly failure?: string;
  /** Seconds. */
  readonly took: number;
}

/** The two runs that make a check. Neither finds all that the other finds. */
export interface TwoRuns {
  /** `pulumi refresh --preview-only`: the world against the state. */
  readonly world: PulumiRun;
  /** `pulumi preview --refresh`: the program against the world. */
  readonly program: PulumiRun;
}

/** Makes sense of both runs. A failure of either, or a server that cannot be asked, is never called clean or drift. */
export function interpret(stack: string, { world, program }: TwoRuns, took: number): StackCheck {
  const [ofWorld, ofProgram] = [outcomeOf(world), outcomeOf(program)];
  if ("failure" in ofWorld) {
    return failedCheck(stack, "failure" in ofProgram ? ofProgram.failure : ofWorld.failure, took);
  }
  const programDigest = "failure" in ofProgram ? NOTHING : ofProgram.digest;
  const found = differences(ofWorld.digest, programDigest);
  const warnings = warningsOf(programDigest);
  const columns = columnsOf(ofWorld.digest, found, warnings);
  const failure = unproven(ofWorld.digest, found) ?? ("failure" in ofProgram ? ofProgram.failure : undefined);
  if (failure !== undefined || "failure" in ofProgram) {
    const failed = failedCheck(stack, failure ?? "the preview failed", took);
    return { ...failed, columns: asFarAsSeen(columns), differences: found, warnings };
  }
  const verdict = ofWorld.changes || ofProgram.changes ? "drift" : "clean";
  return { stack, verdict, columns, differences: verdict === "clean" ? [] : found, warnings, took };
}

const NOTHING: EngineDigest = { steps: [], diagnostics: [] };

/** A check that could not be made. */
export function failedCheck(stack: string, failure: string, took: number): StackCheck {
  return { stack, verdict: "failed", columns: UNKNOWN_COLUMNS, differences: [], warnings: [], failure, took };
}

function warningsOf({ diagnostics }: EngineDigest): string[] {
  const texts = diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ message }) => message.trim().replace(/^warning: /, ""));
  return [...new Set(texts)];
}
