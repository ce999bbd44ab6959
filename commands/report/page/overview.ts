import type { ReportedStack } from "../document";
import { OPERATION_NAMES } from "../operations";
import { pictureOf, placeOf } from "../picture";
import { below, inline, list, mark, minute, part, table } from "./parts";

/** What a link is at a glance: the picture, who may do what, what was tried, what was seen. */
export function overview(stack: ReportedStack): string {
  const { who, may, mayNot, access } = stack;
  const told = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [part(title, list(lines))] : [];
  return [
    '<div class="overview">',
    "<div>",
    pictureOf(stack),
    ...told("Who gets in where", who),
    ...(who.length > 0 ? [`<p class="small dim">${ACCESS[access.state]}</p>`] : []),
    ...told(`What the server may do in <code>${inline(placeOf(stack))}</code>`, may),
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

/** What was seen of a stack, and when. */
export function facts(stack: ReportedStack): string {
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
    ["Last <code>up</code>", lastUp === undefined ? undefined : minute(lastUp)],
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
