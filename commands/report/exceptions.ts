import type { Found } from "../../model/findings/finding";
import { nameOf } from "../drift/digest";
import { type Judgement, unexcepted } from "../policy/judge";
import type { ReportedException, ReportedRule } from "./document";

/**
 * What of a stack is not as the policies or the defaults have it.
 * @param findings of the check; those of the settings count.
 */
export function reportedExceptions(
  judgements: readonly Judgement[],
  findings: readonly Found[],
): ReportedException[] {
  const ofPolicies = judgements.flatMap(({ rule, violations }) =>
    violations.map(({ urn, message, excepted }): ReportedException => {
      const consent = excepted.map(({ id, reason }) => `${id}: ${reason}`).join("; ");
      const text = `${nameOf(urn)}: ${message}`;
      return { kind: "policy", name: rule.name, text, ...(consent !== "" && { consent }) };
    }),
  );
  const ofSettings = findings.filter(({ code }) => code.startsWith("settings-"));
  return [
    ...ofPolicies,
    ...ofSettings.map(({ code, text }): ReportedException => ({ kind: "setting", name: code, text })),
  ];
}

/** Each policy with its result. */
export function reportedRules(judgements: readonly Judgement[]): ReportedRule[] {
  return judgements.map((judgement) => {
    const { name: policy, severity } = judgement.rule;
    return { policy, severity, result: resultOf(judgement) };
  });
}

function resultOf(judgement: Judgement): ReportedRule["result"] {
  const { level, looked, violations } = judgement;
  if (level === "disabled") return "disabled";
  if (looked === 0) return "nothing to look at";
  if (violations.length === 0) return "kept";
  if (unexcepted(judgement).length === 0) return "excepted";
  return level === "advisory" ? "advisory" : "broken";
}
