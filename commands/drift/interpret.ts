import { type Found, messageOf } from "../../model/findings/finding";
import type { LinkOperations } from "../../model/link/results";
import type { PulumiRun } from "../pulumi/runPulumi";
import { asFarAsSeen, type Columns, columnsOf, GONE_COLUMNS, UNKNOWN_COLUMNS } from "./columns";
import { type Difference, differences } from "./differences";
import { type EngineDigest, typeOf } from "./digest";
import { findingIn, heard } from "./findings";
import { type Looked, lookedByProgram, lookedByRefresh } from "./looked";
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

/** What the engine printed for a check. */
export interface CheckRuns {
  /** `pulumi preview --refresh --run-program`: state, world and program in one. */
  readonly program: PulumiRun;
  /** `pulumi refresh --preview-only`: the world against the state, where the first run failed. */
  readonly world?: PulumiRun;
}

/** Makes sense of it. A failure of the program, or a proof that could not be held, is never called clean or drift. */
export function interpret(stack: string, { program, world }: CheckRuns, took: number): StackCheck {
  const ofProgram = outcomeOf(program);
  if (!("failure" in ofProgram)) {
    const { changes, digest } = ofProgram;
    return makesTheStack(digest)
      ? gone(stack, took)
      : checked(stack, { changes, digest, looked: lookedByProgram(digest) }, took);
  }
  const ofWorld = world && outcomeOf(world);
  if (!ofWorld || "failure" in ofWorld) return failedCheck(stack, ofProgram.failure, took);
  const { changes, digest } = ofWorld;
  const { failure } = ofProgram;
  return checked(stack, { changes, digest, looked: lookedByRefresh(digest), failure }, took);
}

/** What could be looked at, and why not all could. */
interface Look {
  readonly changes: boolean;
  readonly digest: EngineDigest;
  readonly looked: readonly Looked[];
  readonly failure?: string;
}

function checked(stack: string, look: Look, took: number): StackCheck {
  const { digest, looked } = look;
  const found = differences(looked);
  const said = heard(digest, looked);
  const columns = columnsOf(looked, found, said);
  const operations = operationsIn(looked);
  const proven = operations && { operations };
  const failure = said.unread?.message ?? look.failure;
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
  // The engine counts what it would do for the program alone.
  const changes = look.changes || found.some((one) => !one.found.includes("program"));
  const verdict = unseen ? "failed" : changes ? "drift" : "clean";
  const shown = verdict === "clean" ? [] : found;
  const why = unseen && { failure: messageOf(unseen) };
  return { stack, verdict, columns, findings, differences: shown, ...proven, warnings, ...why, took };
}

/** Type of the resource that stands for the stack itself. */
const STACK = "pulumi:pulumi:Stack";

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
