import Table from "cli-table3";
import pc from "picocolors";
import { nameOf } from "../drift/digest";
import type { Judged } from "./document";
import { type Judgement, unexcepted, type Violation } from "./judge";

const ENCRYPTED =
  "note: secrets of this file are encrypted; `npm run policy -- --stack NAME` opens them, for itself alone";

/** What is told of one state. */
export function policyPage(judged: Judged): string {
  if ("failure" in judged) return `${judged.name}\nfailed: ${judged.failure}`;
  const { name, judgements, encrypted } = judged;
  const notes = encrypted ? [ENCRYPTED] : [];
  return [name, policyTable(judgements), ...policyDetails(judgements), ...notes].join("\n");
}

/** One row a policy: how many resources it is about, and what it says of them. */
export function policyTable(judgements: readonly Judgement[]): string {
  const table = new Table({
    head: ["policy", "severity", "resources", "result"],
    style: { head: [], border: [], compact: true },
  });
  for (const judgement of judgements) {
    const { rule, looked } = judgement;
    table.push([rule.name, rule.severity, looked, result(judgement)]);
  }
  return table.toString();
}

function result(judgement: Judgement): string {
  const { level, looked, violations } = judgement;
  if (level === "disabled") return pc.dim("disabled");
  const [broken, consented] = [
    unexcepted(judgement).length,
    violations.length - unexcepted(judgement).length,
  ];
  const words = [
    ...(broken > 0
      ? [level === "advisory" ? pc.yellow(`${broken} advisory`) : pc.red(`${broken} broken`)]
      : []),
    ...(consented > 0 ? [pc.yellow(`${consented} excepted`)] : []),
  ];
  return words.join(", ") || (looked === 0 ? "-" : pc.green("kept"));
}

/** Below the table: each violation with its resource and the next step; an excepted one with the reason instead. */
export function policyDetails(judgements: readonly Judgement[]): string[] {
  return judgements.flatMap(({ rule, level, violations }) =>
    violations.flatMap((violation) => {
      const { urn, message, excepted } = violation;
      const next = excepted.map(({ id, reason }) => `excepted by ${id}: ${reason}`);
      return [
        `${sign(level, violation)} ${rule.name}  ${nameOf(urn)}: ${message}`,
        ...(next.length > 0 ? next : [`hint: ${rule.mend}`, `for an exception: ${urn}`]).map(
          (line) => `  ${line}`,
        ),
      ];
    }),
  );
}

function sign(level: Judgement["level"], { excepted }: Violation): string {
  return excepted.length > 0 ? "-" : level === "advisory" ? "~" : "!";
}
