import type { Evidence } from "./evidence";

/** The evidence as a page in Markdown: for a person, with everything that the JSON has. */
export function evidencePage(evidence: Evidence): string {
  const {
    stack,
    outcome,
    began,
    finished,
    customer,
    identities,
    steps,
    removed,
    proofs,
    open,
    untouched,
    stopped,
  } = evidence;
  const { transferUser, server, hostKey, bucket, prefix, serverRole, bucketRole } = customer;
  const result = {
    ended: "Ended: everything below was done, and shown.",
    "ended, see open": 'Ended, but for what stands under "Open".',
    stopped: `Not ended: ${stopped ?? ""}`,
  }[outcome];
  return [
    `# End of customer ${plain(transferUser)}, stack ${plain(stack)}`,
    "",
    plain(result),
    "",
    ...table(
      ["fact", "value"],
      [
        ["began", began],
        ["finished", finished],
        ["server", server],
        ["its host key", hostKey],
        ["transfer user", transferUser],
        ["bucket", `${bucket}/${prefix}`],
        ["server role", serverRole],
        ...(bucketRole === undefined ? [] : [["bucket role", bucketRole]]),
        ...identities.map(({ account, id, arn }) => [`in ${account} ${id} as`, arn]),
      ],
    ),
    ...(open.length === 0 ? [] : ["", "## Open", "", ...open.map((one) => `- ${plain(one)}`)]),
    "",
    "## Steps",
    "",
    ...table(
      ["time", "step", "outcome", "what", "by"],
      steps.map(({ at, step, outcome: how, said, by }) => [at, step, how, said, by.join(", ")]),
    ),
    "",
    "## Proofs",
    "",
    ...table(
      ["time", "of what", "outcome", "seen"],
      proofs.map(({ at, what, outcome: how, said }) => [at, what, how, said]),
    ),
    "",
    "## Removed",
    "",
    ...table(
      ["time", "what", "where"],
      removed.map(({ at, what, where }) => [at, what, where]),
    ),
    "",
    "## Left as it is",
    "",
    ...untouched.map((one) => `- ${plain(one)}`),
    "",
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ["nothing"];
  const row = (cells: readonly string[]) => `| ${cells.map(plain).join(" | ")} |`;
  return [row(head), `|${head.map(() => "---|").join("")}`, ...rows.map(row)];
}

/** Text from outside in one line of a table, that Markdown reads nothing into. */
function plain(text: string): string {
  return text.replace(/[\\|<>*[\]]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
