import { type Found, messageOf } from "../../model/findings/finding";
import type { LinkOperations } from "../../model/link/results";
import type { PulumiRun } from "../pulumi/runPulumi";
import { asFarAsSeen, type Columns, columnsOf, GONE_COLUMNS, UNKNOWN_COLUMNS } from "./columns";
import { type Difference, differences } from "./differences";
import { type EngineDigest, typeOf } from "./digest";
import { findingIn, heard } from "./findings";
import { operationsIn } from "./operations";
import { outcomeOf } from "./outcome";

/**
 * `clean`; `drift`; `gone`: the stack holds nothing, since it was destroyed or never brought up; or `failed`: the check
 * itself could not be made, and not everything is known.
 */
export type Verdict = "clean" | "drift" | "gone" | "failed";

/** What the check of one stack came to. */
export interface StackCheck {
  readonly stack: string;
  readonly verdict: Verdict;
  /** One short text for each part of the stack. */
  readonly columns: Columns;
  /** Everything that was found and carries a code. */
  readonly findings: readonly Found[];
  /** Everything that is not as it should be, in full. */
  readonly differences: readonly Difference[];
  /** Each operation of the link as the proof of this check saw it; left out where there is no link. */
  readonly operations?: LinkOperations;
  /** Warnings that carry no code. */
  readonly warnings: readonly string[];
  /** Why the check failed: a sentence, and where there are, a `hint:` line and a code. Only with `failed`. */
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

/** Makes sense of both runs. A failure of either, or a proof that could not be held, is never called clean or drift. */
export function interpret(stack: string, { world, program }: TwoRuns, took: number): StackCheck {
  const [ofWorld, ofProgram] = [outcomeOf(world), outcomeOf(program)];
  if ("failure" in ofWorld) {
    return failedCheck(stack, "failure" in ofProgram ? ofProgram.failure : ofWorld.failure, took);
  }
  if (!("failure" in ofProgram) && makesTheStack(ofProgram.digest)) return gone(stack, took);
  const runs = { world: ofWorld.digest, program: "failure" in ofProgram ? NOTHING : ofProgram.digest };
  const found = differences(runs.world, runs.program);
  const said = heard(runs);
  const columns = columnsOf(runs, found, said);
  const operations = operationsIn(runs);
  const proven = operations && { operations };
  const failure = said.unread?.message ?? ("failure" in ofProgram ? ofProgram.failure : undefined);
  if (failure !== undefined) {
    const failed = failedCheck(stack, failure, took);
    const findings = [...said.findings, ...(said.unread ? [] : failed.findings)];
    return {
      ...failed,
      columns: asFarAsSeen(columns),
      findings,
      differences: found,
      ...proven,
      warnings: said.warnings,
    };
  }
  const { findings, warnings } = said;
  // A proof that could not be held leaves the check without its answer. What else could not be looked at is told, and does
  // not turn every night red.
  const unseen = findings.find(({ unseen, code }) => unseen && code.startsWith("link-"));
  const changes = ofWorld.changes || ("changes" in ofProgram && ofProgram.changes);
  const verdict = unseen ? "failed" : changes ? "drift" : "clean";
  const shown = verdict === "clean" ? [] : found;
  const why = unseen && { failure: messageOf(unseen) };
  return { stack, verdict, columns, findings, differences: shown, ...proven, warnings, ...why, took };
}

/** Type of the resource that stands for the stack itself. */
const STACK = "pulumi:pulumi:Stack";

const NOTHING: EngineDigest = { steps: [], diagnostics: [] };

/** Whether even the stack's own resource would be made: it goes with the last of the others. */
function makesTheStack({ steps }: EngineDigest): boolean {
  return steps.some(({ op, urn }) => op === "create" && typeOf(urn) === STACK);
}

function gone(stack: string, took: number): StackCheck {
  const nothing = { findings: [], differences: [], warnings: [] };
  return { stack, verdict: "gone", columns: GONE_COLUMNS, ...nothing, took };
}

/** A check that could not be made. */
export function failedCheck(stack: string, failure: string, took: number): StackCheck {
  const found = findingIn(failure);
  return {
    stack,
    verdict: "failed",
    columns: UNKNOWN_COLUMNS,
    findings: found ? [found] : [],
    differences: [],
    warnings: [],
    failure,
    took,
  };
}
