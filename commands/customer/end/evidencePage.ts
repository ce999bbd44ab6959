import { plain, tableLines } from "../../markdownTable";
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
    ...tableLines(
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
    ...tableLines(
      ["time", "step", "outcome", "what", "by"],
      steps.map(({ at, step, outcome: how, said, by }) => [at, step, how, said, by.join(", ")]),
    ),
    "",
    "## Proofs",
    "",
    ...tableLines(
      ["time", "of what", "outcome", "seen"],
      proofs.map(({ at, what, outcome: how, said }) => [at, what, how, said]),
    ),
    "",
    "## Removed",
    "",
    ...tableLines(
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
