import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyFinding } from "../model/findings";
import { found, type Owner } from "../model/findings/finding";
import { wrapped } from "../model/text/wrapped";
import { ALL_FINDINGS } from "../program/findings/registry";

/** Where the page is. */
export const FINDINGS_PAGE = join(__dirname, "../docs/findings.md");

/** Who the owners are. */
const OWNERS: Readonly<Record<Owner, string>> = {
  operator: "whoever runs the Aspera server and this program",
  "server account": "whoever administers the AWS account of the server: its role, instance and network",
  "bucket account": "whoever administers the AWS account of the bucket: the customer, with two accounts",
  "either account": "one of the two; AWS does not say which, so the hint names what to check in both",
};

/** Groups by the first word of their codes, in the order of the page. */
const GROUPS: Readonly<Record<string, string>> = {
  link: "The link from the server to the bucket",
  server: "The server, and the login to it",
  docroot: "The docroot",
  handover: "A docroot that moves, and what its former one still has",
  access: "Buckets, roles and trusts",
  launch: "A launched server and its host key",
  settings: "Settings",
  preflight: "Preflight",
  customer: "Rotating and ending a customer",
  fleet: "Across stacks",
};

const WIDTH = 125;

const OPENING = `# Findings

Everything that this program finds to be wrong has a code. Every message about it ends in the code, as in
\`[link-assume-refused]\`; \`npm run drift -- --json\` and \`npm run preflight -- --json\` carry it, with the owner: whose it is to
put right. Wording may change from version to version, codes do not. This page is made from the sources by
\`npm run docs:findings\`; a test compares.

| owner | who that is |
|---|---|
${Object.entries(OWNERS)
  .map(([owner, who]) => `| ${owner} | ${who} |`)
  .join("\n")}

Values in the messages below are examples. "May pass by itself" means that waiting can help, mostly while IAM's changes
spread. "Not seen" means that nothing was seen to be wrong, but something could not be looked at: a drift check of that stack
fails, since it is neither clean nor known to have drifted.
`;

/** The page: a table of contents, and each finding with owner, message, next step and what it means. */
export function findingsPage(findings: readonly AnyFinding[]): string {
  const groups = Object.entries(GROUPS).map(([group, title]) => ({
    title,
    members: findings.filter(({ code }) => code.startsWith(`${group}-`)),
  }));
  const contents = groups.flatMap(({ title, members }) => [
    "",
    `**${title}**`,
    "",
    ...members.map((kind) => `- [${kind.code}](#${kind.code}): ${ownerOf(kind)}`),
  ]);
  const sections = groups.flatMap(({ title, members }) => ["", `## ${title}`, ...members.flatMap(section)]);
  return [OPENING, "## Contents", ...contents, ...sections, ""].join("\n");
}

function section(kind: AnyFinding): string[] {
  const { text, hint } = found(kind, kind.example);
  const facts = [
    `Owner: ${ownerOf(kind)}.`,
    `May pass by itself: ${kind.transient ? "yes" : "no"}.`,
    ...(kind.unseen ? ["Not seen."] : []),
  ];
  const message = [text, ...`hint: ${hint} [${kind.code}]`.split("\n")];
  return [
    "",
    `### ${kind.code}`,
    "",
    facts.join(" "),
    "",
    message.map((line) => `> ${escaped(line)}`).join("\n>\n"),
    "",
    wrapped(escaped(kind.meaning), WIDTH),
  ];
}

function ownerOf(kind: AnyFinding): string {
  const { owner } = found(kind, kind.example);
  return typeof kind.owner === "function" ? `${owner} (it depends on the case)` : owner;
}

/** Keeps Markdown from reading anything into a text, but for what stands between backticks. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[\\*<>]/g, "\\$&")))
    .join("");
}

if (require.main === module) {
  writeFileSync(FINDINGS_PAGE, findingsPage(ALL_FINDINGS));
  console.log(`written: ${FINDINGS_PAGE}, ${ALL_FINDINGS.length} findings`);
}
