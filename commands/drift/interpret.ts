import type { PulumiRun } from "../pulumi/runPulumi";
import { type Columns, columnsOf, serverFailure, UNKNOWN_COLUMNS } from "./columns";
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
  if ("failure" in ofWorld || "failure" in ofProgram) {
    const failure = "failure" in ofProgram ? ofProgram.failure : (ofWorld as { failure: string }).failure;
    return failedCheck(stack, failure, took);
  }
  const found = differences(ofWorld.digest, ofProgram.digest);
  const warnings = warningsOf(ofProgram.digest);
  const columns = columnsOf(ofWorld.digest, found, warnings);
  const failure = serverFailure(ofWorld.digest, found);
  if (failure) {
    const blind = { ...UNKNOWN_COLUMNS, server: failure, access: columns.access };
    return { ...failedCheck(stack, failure, took), columns: blind, differences: found, warnings };
  }
  const verdict = ofWorld.changes || ofProgram.changes ? "drift" : "clean";
  return { stack, verdict, columns, differences: verdict === "clean" ? [] : found, warnings, took };
}

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
