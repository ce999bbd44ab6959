import type { ReportedStack } from "../document";
import { OPERATION_NAMES } from "../operations";
import { pictureOf } from "../picture";
import { anchorOf } from "./cover";
import { findingsTable } from "./findings";
import { below, inline, list, mark, minute, STATE_WORDS, table } from "./parts";

const VERDICT = { clean: "good", drift: "bad", failed: "not seen", gone: "not seen" } as const;

/** The page of a stack. */
export function stackSection(stack: ReportedStack): string {
  const { hasLink, verdict, failure, findings, differences, controls } = stack;
  return [
    `<section class="stack" id="${anchorOf(stack)}">`,
    `<header><h2>${inline(stack.stack)}</h2>${mark(VERDICT[verdict], verdict)}<span class="dim small">checked ${minute(stack.checked)}</span></header>`,
    ...(failure === undefined ? [] : [`<p class="failure">${inline(failure)}</p>`]),
    ...(hasLink ? [overview(stack)] : [facts(stack)]),
    part("Findings", findingsTable(findings), "Nothing was found."),
    ...(differences.length > 0 ? [part("Not as the code has it", differencesTable(stack))] : []),
    ...(hasLink
      ? [part("Controls", controlsTable(stack), ""), CONTROLS_NOTE].slice(0, controls.length ? 2 : 0)
      : []),
    part("Exceptions", exceptionsTable(stack), "No policy is broken, and no setting is unwise."),
    part("Policies, as AWS takes them", documents(stack), "The stack’s state could not be read."),
    "</section>",
  ].join("\n");
}

const CONTROLS_NOTE =
  '<p class="small dim">The requirements that this is evidence for, not a statement that they are met: ISO/IEC 27001:2022, Annex A, and ' +
  "topics of the MPA Content Security Best Practices, which TPN assesses, without numbers, since those differ between its versions.</p>";

function overview(stack: ReportedStack): string {
  const { who, may, mayNot, access } = stack;
  const told = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [part(title, list(lines))] : [];
  return [
    '<div class="overview">',
    "<div>",
    pictureOf(stack),
    ...told("Who gets in where", who),
    ...(who.length > 0 ? [`<p class="small dim">${ACCESS[access.state]}</p>`] : []),
    ...told("What the server may do with the bucket", may),
    ...told("What it may not", mayNot),
    "</div>",
    "<div>",
    part("Operations", operationsTable(stack), "No proof was seen from here."),
    facts(stack),
    "</div>",
    "</div>",
  ].join("\n");
}

/** What the words about roles and rights rest on. */
const ACCESS = {
  good: "AWS has roles, trusts and policies so.",
  bad: "By the stack’s code. AWS has it otherwise: see the findings and what is not as the code has it.",
  "not seen": "By the stack’s code. Whether AWS has it so was not seen, or not all of it.",
} as const;

function operationsTable({ operations, checked }: ReportedStack): string {
  if (operations.length === 0) return "";
  const rows = operations.map(({ operation, result, state, tried }) => [
    inline(OPERATION_NAMES[operation]),
    mark(state, result),
    inline(tried),
  ]);
  const asked = operations.some(({ state }) => state !== "not seen");
  const note = asked
    ? `Tried from the server, with its own credentials, ${minute(checked)}. What this proof did not ask keeps the result of an earlier one.`
    : "The proof ended before it asked for these.";
  return `${table(["Operation", "Result", "What is tried"], rows, "Operations")}\n<p class="small dim">${note}</p>`;
}

function facts(stack: ReportedStack): string {
  const { server, docroot, licence, externalId, lastUp, parts, hasLink } = stack;
  const rows: (readonly [string, string | undefined])[] = [
    ["Server", server && inline(server)],
    [
      "Docroot",
      hasLink ? `${inline(docroot.text)}${below(claimed(docroot.state, docroot.asOf))}` : undefined,
    ],
    [
      "External ID",
      externalId &&
        `<code>${inline(externalId.fingerprint)}</code>${below(externalId.inUseSince === undefined ? "since when it is in use is not known" : `in use since ${minute(externalId.inUseSince)}, as far back as the backend remembers`)}`,
    ],
    [
      "Licence until",
      licence ? `${inline(licence.until)}${below(claimed("good", licence.asOf))}` : server && "not seen",
    ],
    ["Last up", lastUp === undefined ? undefined : minute(lastUp)],
    [
      "Drift check",
      Object.entries(parts)
        .filter(([, text]) => text !== "-")
        .map(([name, text]) => `${name}: ${inline(text === "?" ? "not seen" : text)}`)
        .join("<br>"),
    ],
  ];
  const told = rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return `<h3>As seen</h3>\n${table(["Fact", "Value"], told, "As seen")}`;
}

function claimed(state: string, asOf: string | undefined): string {
  if (asOf === undefined) return "never seen";
  const word = state === "bad" ? "not as it must be, seen" : state === "good" ? "seen" : "not seen since";
  return `${word} ${minute(asOf)}`;
}

function controlsTable({ controls }: ReportedStack): string {
  return table(
    [
      "What must hold",
      "Holds",
      "Evidence",
      "ISO/IEC 27001:2022",
      "MPA best practices (TPN), Technical Security",
    ],
    controls.map(({ control, state, evidence, iso27001, mpa }) => [
      inline(control),
      mark(state, STATE_WORDS[state]),
      inline(evidence),
      iso27001.map(inline).join("<br>"),
      mpa.map(inline).join("<br>"),
    ]),
    "Controls",
  );
}

function differencesTable({ differences }: ReportedStack): string {
  return table(
    ["Resource", "Type", "Property", "What"],
    differences.map(({ resource, type, property = "-", change }) => [
      `<code>${inline(resource)}</code>`,
      inline(type),
      inline(property),
      inline(change),
    ]),
    "Differences",
  );
}

function exceptionsTable({ exceptions }: ReportedStack): string {
  return table(
    ["Of", "What", "Consent"],
    exceptions.map(({ name, text, consent }) => [
      `<code>${inline(name)}</code>`,
      inline(text),
      consent === undefined ? "none" : inline(consent),
    ]),
    "Exceptions",
  );
}

const AWS_HAS = { good: "AWS has it so", bad: "AWS has it otherwise", "not seen": "AWS was not looked at" };

function documents({ policies }: ReportedStack): string {
  return policies
    .map(
      ({ name, account, state, document }) =>
        `<p class="named"><strong>${inline(name)}</strong>${account === undefined ? "" : `, account ${inline(account)}`} ${mark(state, AWS_HAS[state])}</p>\n<pre tabindex="0"><code>${inline(JSON.stringify(document, null, 2)).replace(/<\/?code>/g, "`")}</code></pre>`,
    )
    .join("\n");
}

function part(title: string, content: string, nothing = ""): string {
  return `<h3>${title}</h3>\n${content === "" ? `<p class="dim">${nothing}</p>` : content}`;
}
