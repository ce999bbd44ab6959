import type { Columns } from "../../drift/columns";
import type { Arrow, Claim, Seen } from "../claim";
import type { ReportedRule, ReportedStack } from "../document";

/** What controls are judged by. */
export interface ControlFacts {
  readonly side: ReportedStack["side"];
  readonly parts: Columns;
  /** Whether AWS has roles, trusts and policies as the code has them. */
  readonly access: Claim;
  readonly verdict: string;
  readonly way: readonly Arrow[];
  readonly rules: readonly ReportedRule[];
  /** Codes of what was found, across stacks too. */
  readonly codes: ReadonlySet<string>;
  /** Whether bucket and server have accounts of their own. */
  readonly twoAccounts: boolean;
  /** ARN of the bucket's KMS key; undefined where none is named. */
  readonly kmsKey?: string;
  /** Whole days that the external ID has been in use; undefined where that is not known. */
  readonly externalIdDays?: number;
}

/** How a control stands, and what that was concluded from. */
export interface Judged {
  readonly state: Seen;
  readonly evidence: string;
}

/** Something that must hold for a link, whoever asks for it. */
export interface Control {
  /** What holds, one sentence without a full stop. */
  readonly control: string;
  readonly iso27001: readonly string[];
  readonly mpa: readonly string[];
  /** Undefined where it is not about such a stack. */
  judged(facts: ControlFacts): Judged | undefined;
}

/** By arrows of the picture: all must be good. */
export function byArrows(names: readonly Arrow["name"][], { way }: ControlFacts): Judged | undefined {
  const own = way.filter(({ name }) => names.includes(name));
  if (own.length === 0) return undefined;
  const worst = own.find(({ state }) => state === "bad") ?? own.find(({ state }) => state === "not seen");
  const shown = worst ? [worst] : own;
  return {
    state: worst?.state ?? "good",
    evidence: `proof from the server: ${shown.map(({ text }) => text).join("; ")}`,
  };
}

/** By policies of the policy pack: none may be broken. */
export function byRules(names: readonly string[], { rules }: ControlFacts): Judged {
  const own = rules.filter(({ policy }) => names.includes(policy));
  const result = (...results: readonly string[]) => own.filter((one) => results.includes(one.result));
  const told = (some: readonly ReportedRule[]) =>
    `the stack's state: ${some.map((one) => `${one.policy} ${one.result}`).join(", ")}`;
  const [broken, kept] = [result("broken", "advisory", "excepted"), result("kept")];
  if (broken.length > 0) return { state: "bad", evidence: told(broken) };
  if (kept.length > 0) return { state: "good", evidence: told(kept) };
  return { state: "not seen", evidence: "the stack's state holds nothing that tells" };
}

/** By the drift check of both accounts. */
export function byAccess({ access: { state, text } }: ControlFacts): Judged {
  return { state, evidence: `drift check of AWS: ${text}` };
}

/** All of several must be good: what is worst counts, with its evidence. */
export function all(...judged: readonly Judged[]): Judged {
  const worst = (["bad", "not seen"] as const).find((state) => judged.some((one) => one.state === state));
  const counts = worst ? judged.filter(({ state }) => state === worst) : judged;
  return { state: worst ?? "good", evidence: counts.map(({ evidence }) => evidence).join("; ") };
}

/** By findings: none of these codes. @param looked whether anybody looked. */
export function byCodes(
  wrong: (code: string) => boolean,
  { codes }: ControlFacts,
  looked: Judged | undefined,
): Judged {
  const told = [...codes].filter(wrong);
  if (told.length > 0) return { state: "bad", evidence: told.join(", ") };
  return looked ?? { state: "not seen", evidence: "nobody could look" };
}
