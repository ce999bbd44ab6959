import type { Claim } from "../claim";
import type { ReportDocument, ReportedException, ReportedStack } from "../document";
import { findingsTable } from "./findings";
import { below, inline, mark, minute, table, VERDICT_STATES } from "./parts";

/** The first page: what this is of, the fleet, what is found across stacks. */
export function cover({ made, stacks, verdict, fingerprintKey, acrossStacks }: ReportDocument): string {
  const count = (of: string) => stacks.filter((one) => one.verdict === of).length;
  const results = (["clean", "drift", "failed", "gone"] as const)
    .filter((one) => count(one) > 0)
    .map((one) => `${count(one)} ${one}`)
    .join(", ");
  return [
    '<section class="cover">',
    "<h1>Aspera links to customers’ buckets</h1>",
    '<dl class="facts">',
    fact("Made", minute(made)),
    fact("Stacks", `${stacks.length}: ${results}`),
    fact("Result", mark(VERDICT_STATES[verdict], verdict)),
    fact("Fingerprints’ key", `<code>${inline(fingerprintKey)}</code>`),
    "</dl>",
    "<h2>Fleet</h2>",
    table(HEADS, stacks.map(row), "Fleet"),
    `<p class="small dim">${inline(LEGEND)}</p>`,
    ...(acrossStacks.length > 0
      ? ["<h3>Found across stacks</h3>", findingsTable(acrossStacks, ({ stacks: own }) => own.join(", "))]
      : []),
    "</section>",
  ].join("\n");
}

const LEGEND =
  "Everything marked was seen at the time that stands with it; “not seen” claims nothing. An external ID is shown as a keyed " +
  "fingerprint: the same ID has the same one in every report made with the same key, and nobody without the key can try IDs against it. In sentences `(ours)` is the stack’s own ID, `(another)` any other.";

const HEADS = [
  "Customer",
  "Server",
  "Link",
  "Docroot",
  "Last proof",
  "External ID",
  "In use for",
  "Licence until",
  "Exceptions",
];

function row(stack: ReportedStack): string[] {
  const { proof, docroot, externalId, licence, exceptions, server = "-", transferUser, hasLink } = stack;
  const user = transferUser === undefined ? "" : below(`user ${transferUser}`);
  return [
    `<a class="fixed" href="#${anchorOf(stack)}">${inline(stack.stack)}</a>${user}`,
    `${inline(server)}${stack.serverRole === undefined ? "" : below(stack.serverRole)}`,
    hasLink ? linkCell(proof) : "-",
    hasLink ? `${inline(docroot.text)}${docroot.state === "good" ? "" : below(docroot.state)}` : "-",
    proof.asOf === undefined || !hasLink ? "-" : figure(proof.asOf),
    externalId ? `<code class="fixed">${inline(externalId.fingerprint)}</code>` : "-",
    externalId?.days === undefined
      ? externalId
        ? "not known"
        : "-"
      : `<span class="figure">${externalId.days} day${externalId.days === 1 ? "" : "s"}</span>`,
    licence ? `<span class="figure">${inline(licence.until)}</span>` : "not seen",
    exceptionNames(exceptions),
  ];
}

/** Day and time, which may stand below each other. */
function figure(time: string): string {
  const [day = "", ...clock] = minute(time).split(" ");
  return `<span class="figure">${day}</span> <span class="figure">${clock.join(" ")}</span>`;
}

/** A word that is marked, and below it what else there is to say. */
function linkCell({ state, text }: Claim): string {
  if (state === "bad") return `${mark(state, "does not stand")}${below(text)}`;
  const [word = "", rest = ""] = text.split("; ");
  return `${mark(state, word)}${rest === "" ? "" : below(rest)}`;
}

function exceptionNames(exceptions: readonly ReportedException[]): string {
  if (exceptions.length === 0) return "none";
  return [...new Set(exceptions.map(({ name }) => `<code>${inline(name)}</code>`))].join(" ");
}

function fact(name: string, value: string): string {
  return `<div><dt>${inline(name)}</dt><dd>${value}</dd></div>`;
}

/** Where a stack's page begins. */
export function anchorOf({ stack }: ReportedStack): string {
  return `stack-${stack.replace(/[^A-Za-z0-9_-]/g, "-")}`;
}
