import type { ReportedStack } from "../document";
import { anchorOf } from "./cover";
import { findingsTable } from "./findings";
import { facts, overview } from "./overview";
import { inline, mark, minute, part, STATE_WORDS, table, VERDICT_STATES } from "./parts";

/** The page of a stack. */
export function stackSection(stack: ReportedStack): string {
  const { hasLink, verdict, failure, findings, differences, controls } = stack;
  return [
    `<section class="stack" id="${anchorOf(stack)}">`,
    `<header><h2>${inline(stack.stack)}</h2>${mark(VERDICT_STATES[verdict], verdict)}<span class="dim small">checked ${minute(stack.checked)}</span></header>`,
    ...(failure === undefined ? [] : [`<p class="failure">${inline(failure)}</p>`]),
    ...(hasLink ? [overview(stack)] : [facts(stack)]),
    part("Findings", findingsTable(findings), "Nothing was found."),
    ...(differences.length > 0 ? [part("Not as the code has it", differencesTable(stack))] : []),
    ...(controls.length > 0 ? [part("Controls", controlsTable(stack)), CONTROLS_NOTE] : []),
    part("Exceptions", exceptionsTable(stack), "No policy is broken, and no setting is unwise."),
    part("Policies, as AWS takes them", documents(stack), "The stack’s state could not be read."),
    "</section>",
  ].join("\n");
}

const CONTROLS_NOTE =
  '<p class="small dim">The requirements that this is evidence for, not a statement that they are met: ISO/IEC 27001:2022, Annex A, and ' +
  "topics of the MPA Content Security Best Practices, which TPN assesses, without numbers, since those differ between its versions.</p>";

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
