import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
  /** What the engine answered. */
  readonly reason: string;
}

export const notCompared = finding<Facts>({
  code: "fleet-not-compared",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ stack, reason }) => `stack ${stack} could not be read whole: ${reason.split("\n")[0]}`,
  hint: ({ stack }) =>
    `see what \`pulumi config --stack ${shellWord(stack)}\` says; secrets need the stack's passphrase or key`,
  meaning:
    "What this stack has in common with others is not known, or not all of it: without its secrets its external ID is not " +
    "compared.",
  example: { stack: "acme-prod", reason: "incorrect passphrase" },
});
