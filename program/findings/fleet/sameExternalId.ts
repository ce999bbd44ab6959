import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  /** The stacks that have it. */
  readonly stacks: readonly string[];
  /** What it is told apart by in this run alone, 8 hex digits. */
  readonly fingerprint: string;
}

export const sameExternalId = finding<Facts>({
  code: "fleet-same-external-id",
  owner: "operator",
  transient: false,
  text: ({ stacks, fingerprint }) =>
    `the stacks ${stacks.join(" and ")} have one external ID, ${fingerprint} in this run`,
  hint: ({ stacks }) =>
    `\`npm run customer -- rotate ${shellWord(stacks.at(-1) ?? "")}\` mints one of its own, without an outage`,
  meaning:
    "An external ID tells a customer's role which of the server's customers is being served. Two customers with one ID are not " +
    "told apart: a docroot that names the other's role would be let in.",
  example: { stacks: ["acme-prod", "globex-prod"], fingerprint: "3f9a0c1b" },
});
