import type { Rule } from "../../policy/reading/rule";
import type { Level, PackConfig } from "./packConfig";
import type { HeldResource } from "./state";

/** One thing that breaks a policy. */
export interface Violation {
  readonly urn: string;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** Exceptions that consent to it, each with its reason. */
  readonly excepted: readonly { readonly id: string; readonly reason: string }[];
}

/** What one policy says of a state. */
export interface Judgement {
  readonly rule: Rule;
  readonly level: Level;
  /** How many resources it is about. */
  readonly looked: number;
  readonly violations: readonly Violation[];
}

/** What every policy says of a state, in the order of the rules. A disabled one looks at nothing. */
export function judge(
  rules: readonly Rule[],
  resources: readonly HeldResource[],
  { levels, exceptions }: PackConfig,
): Judgement[] {
  return rules.map((rule) => {
    const level = levels[rule.name] ?? "mandatory";
    const concerned = level === "disabled" ? [] : resources.filter(({ type }) => rule.types.includes(type));
    const violations = concerned.flatMap((resource) => {
      const { urn } = resource;
      const excepted = exceptions.filter(({ match }) =>
        match.some(({ policies, targets }) => policies.includes(rule.name) && targets.includes(urn)),
      );
      return rule.violations(resource).map((message) => ({ urn, message, excepted }));
    });
    return { rule, level, looked: concerned.length, violations };
  });
}

/** What of a judgement nobody consented to. */
export function unexcepted({ violations }: Judgement): Violation[] {
  return violations.filter(({ excepted }) => excepted.length === 0);
}

/** Exit code for all that was judged: 0, or 1 where a mandatory policy is broken without an exception. */
export function exitCode(judgements: readonly Judgement[]): 0 | 1 {
  return judgements.some((one) => one.level === "mandatory" && unexcepted(one).length > 0) ? 1 : 0;
}
