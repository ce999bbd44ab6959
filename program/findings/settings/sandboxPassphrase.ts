import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
}

export const sandboxPassphrase = finding<Facts>({
  code: "settings-sandbox-passphrase",
  owner: "operator",
  transient: false,
  text: ({ stack }) =>
    `the sandbox's passphrase protects the secrets of stack ${stack}, which is not the sandbox's`,
  hint: ({ stack }) =>
    [
      "take a shell that has not read .sandbox/env; where the stack's secrets were set in this one, encrypt them anew, with " +
        "PULUMI_CONFIG_PASSPHRASE as it is and a passphrase of your own when asked:",
      `pulumi stack change-secrets-provider passphrase --stack ${shellWord(stack)}`,
    ].join("\n"),
  meaning:
    "Reading .sandbox/env leaves its passphrase in the shell, and everybody knows it: whoever reads the stack's file or state " +
    "reads the external ID and the keys.",
  example: { stack: "acme-prod" },
});
