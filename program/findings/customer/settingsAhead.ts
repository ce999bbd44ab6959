import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
  /** What differs: an output of the stack, such as `transferUser`. */
  readonly output: string;
  /** As the last `up` left it. */
  readonly isUp: string;
  /** As the settings have it now. */
  readonly wanted: string;
}

export const settingsAhead = finding<Facts>({
  code: "customer-settings-ahead",
  owner: "operator",
  transient: false,
  text: ({ stack, output, isUp, wanted }) =>
    `the settings of stack ${stack} were changed after its last \`up\`: ${output} is ${isUp} there, and ${wanted} in the settings`,
  hint: ({ stack }) =>
    `put the settings back, or bring them up: \`pulumi up --stack ${shellWord(stack)}\`; then end the customer`,
  meaning:
    "Ending a customer closes the docroot that the settings name. With settings that are not up yet, that would be another " +
    "one than the one in use. Nothing was changed.",
  example: { stack: "acme-prod", output: "transferUser", isUp: "acme", wanted: "acme-archive" },
});
