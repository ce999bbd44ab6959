import { exitCode, type Judgement } from "./judge";
import type { PolicyDocument } from "./schema";

/** What the policies say of one state, or why it could not be read. */
export type Judged = {
  /** The stack, or the file. */
  readonly name: string;
} & (
  | {
      readonly judgements: readonly Judgement[];
      /** Whether a secret in it could not be read. */
      readonly encrypted: boolean;
    }
  | { readonly failure: string }
);

/** The first of these that there is counts for all. */
const ORDER = ["failed", "broken", "kept"] as const;
type Verdict = (typeof ORDER)[number];

/** `kept` where no mandatory policy is broken without an exception. */
function verdictOf(judged: Judged): Verdict {
  if ("failure" in judged) return "failed";
  return exitCode(judged.judgements) === 0 ? "kept" : "broken";
}

/** The document of `--json`. */
export function policyDocument(all: readonly Judged[]): PolicyDocument {
  const verdicts = all.map(verdictOf);
  const verdict = ORDER.find((one) => verdicts.includes(one)) ?? "failed";
  return { version: 1, verdict, states: all.map(stateOf) };
}

function stateOf(judged: Judged): PolicyDocument["states"][number] {
  const { name } = judged;
  const verdict = verdictOf(judged);
  if ("failure" in judged) return { name, verdict, encrypted: false, policies: [], failure: judged.failure };
  const { encrypted, judgements } = judged;
  const policies = judgements.map(({ rule, level, looked, violations }) => ({
    policy: rule.name,
    severity: rule.severity,
    level,
    resources: looked,
    mend: rule.mend,
    violations: violations.map(({ urn, message, excepted }) => ({
      urn,
      message,
      exceptions: excepted.map(({ id, reason }) => ({ id, reason })),
    })),
  }));
  return { name, verdict, encrypted, policies };
}
