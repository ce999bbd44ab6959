import { block, code } from "../kit/readme/markdown";
import { plain, tableLines } from "../markdownTable";
import type { ReportDocument, ReportedFinding, ReportedStack } from "./document";
import { OPERATION_NAMES } from "./operations";
import { STATE_WORDS } from "./page/parts";
import { placeOf } from "./picture";

/** report.md: the same as the page, for whatever takes Markdown. */
export function reportMarkdown(report: ReportDocument): string {
  const { made, verdict, fingerprintKey, stacks, acrossStacks } = report;
  return [
    "# Aspera links to customers' buckets",
    `Made ${made}. All in all: ${verdict}. Key of the fingerprints: ${code(fingerprintKey)}.`,
    "## Fleet",
    table(
      [
        "customer",
        "user",
        "server",
        "link",
        "docroot",
        "last proof",
        "external ID",
        "in use for",
        "licence until",
        "exceptions",
      ],
      stacks.map(row),
    ),
    ...(acrossStacks.length > 0
      ? ["## Found across stacks", findingsTable(acrossStacks, ({ stacks: own }) => own.join(", "))]
      : []),
    ...stacks.flatMap(stackPage),
    "",
  ].join("\n\n");
}

function row(stack: ReportedStack): string[] {
  const {
    transferUser = "-",
    server = "-",
    hasLink,
    proof,
    docroot,
    externalId,
    licence,
    exceptions,
  } = stack;
  return [
    stack.stack,
    transferUser,
    server,
    hasLink ? proof.text : "-",
    hasLink ? `${docroot.text}${docroot.state === "good" ? "" : ` (${docroot.state})`}` : "-",
    (hasLink && proof.asOf) || "-",
    externalId?.fingerprint ?? "-",
    externalId ? (externalId.days === undefined ? "not known" : `${externalId.days} days`) : "-",
    licence?.until ?? "not seen",
    [...new Set(exceptions.map(({ name }) => name))].join(", ") || "none",
  ];
}

function stackPage(stack: ReportedStack): string[] {
  const { failure, checked, verdict, way, operations, who, may, mayNot, findings, controls } = stack;
  return [
    `## ${plain(stack.stack)}`,
    `${verdict}, checked ${checked}.${failure === undefined ? "" : ` ${plain(failure)}`}`,
    ...section("The way", way, ["step", "seen", "what was seen"], ({ name, state, text }) => [
      name,
      state,
      text,
    ]),
    ...section("Operations", operations, ["operation", "result", "what was tried"], (one) => [
      OPERATION_NAMES[one.operation],
      one.result,
      one.tried,
    ]),
    ...lines("Who gets in where", who),
    ...(who.length > 0
      ? [`AWS has it so: ${STATE_WORDS[stack.access.state]} (${plain(stack.access.text)}).`]
      : []),
    ...lines(`What the server may do in ${code(placeOf(stack))}`, may),
    ...lines("What it may not", mayNot),
    "### Findings",
    findings.length === 0 ? "Nothing was found." : findingsTable(findings),
    ...section(
      "Not as the code has it",
      stack.differences,
      ["resource", "type", "property", "what"],
      ({ resource, type, property = "-", change }) => [resource, type, property, change],
    ),
    ...section(
      "Controls",
      controls,
      [
        "what must hold",
        "holds",
        "evidence",
        "ISO/IEC 27001:2022, Annex A",
        "MPA best practices (TPN), Technical Security",
      ],
      (one) => [
        one.control,
        STATE_WORDS[one.state],
        one.evidence,
        one.iso27001.join("; "),
        one.mpa.join("; "),
      ],
    ),
    ...section(
      "Exceptions",
      stack.exceptions,
      ["of", "what", "consent"],
      ({ name, text, consent = "none" }) => [name, text, consent],
    ),
    ...stack.policies.flatMap(({ name, account = "", state, document }) => [
      `### ${plain(name)}`,
      `Account ${account}; as AWS has it: ${STATE_WORDS[state]}.`,
      block("json", JSON.stringify(document, null, 2)),
    ]),
  ];
}

function section<One>(
  title: string,
  all: readonly One[],
  heads: readonly string[],
  cells: (one: One) => readonly string[],
): string[] {
  return all.length === 0 ? [] : [`### ${title}`, table(heads, all.map(cells))];
}

function lines(title: string, all: readonly string[]): string[] {
  return all.length === 0 ? [] : [`### ${title}`, all.map((one) => `- ${one}`).join("\n")];
}

function findingsTable<Finding extends ReportedFinding>(
  findings: readonly Finding[],
  whose?: (one: Finding) => string,
): string {
  return table(
    ["code", ...(whose ? ["stacks"] : []), "what was found", "owner", "next step"],
    findings.map((one) => [one.code, ...(whose ? [whose(one)] : []), one.text, one.owner, one.hint]),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return tableLines(heads, rows).join("\n");
}
