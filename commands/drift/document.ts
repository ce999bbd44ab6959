import type { StackCheck, Verdict } from "./interpret";

/** The document of `--json`, as schema.ts publishes it. */
export interface DriftDocument {
  readonly version: 1;
  /** `failed` when any check failed, else `drift` when any stack drifted, else `clean` when any is; `gone` when none holds anything. */
  readonly verdict: Verdict;
  readonly stacks: readonly StackCheck[];
}

/** The first of these that there is counts for all. */
const ORDER: readonly Verdict[] = ["failed", "drift", "clean", "gone"];

/** Puts the checks into one document. No stack checked is not clean. */
export function driftDocument(stacks: readonly StackCheck[]): DriftDocument {
  const verdicts = stacks.map(({ verdict }) => verdict);
  const verdict = ORDER.find((one) => verdicts.includes(one)) ?? "failed";
  return { version: 1, verdict, stacks };
}

/** Exit code of the command, as `pulumi preview --expect-no-changes` has it: 0, 7 for drift, 1 for a failed check. */
export function exitCode({ verdict }: DriftDocument): 0 | 1 | 7 {
  return { clean: 0 as const, gone: 0 as const, drift: 7 as const, failed: 1 as const }[verdict];
}
