import type { ReportedFinding } from "../document";
import { below, inline, table } from "./parts";

/** Findings with code, owner and next step. @param whose the first column, where they are about several stacks. */
export function findingsTable<Finding extends ReportedFinding>(
  findings: readonly Finding[],
  whose?: (one: Finding) => string,
): string {
  return table(
    ["Code", ...(whose ? ["Stacks"] : []), "What was found", "Owner", "Next step"],
    findings.map((one) => [
      `<code>${inline(one.code)}</code>`,
      ...(whose ? [inline(whose(one))] : []),
      `${inline(one.text)}${one.unseen ? below("could not be looked at") : ""}`,
      inline(one.owner),
      one.hint.split("\n").map(inline).join("<br>"),
    ]),
    "Findings",
  );
}
