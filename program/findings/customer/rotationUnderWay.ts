import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
}

export const rotationUnderWay = finding<Facts>({
  code: "customer-rotation-under-way",
  owner: "operator",
  transient: false,
  text: ({ stack }) =>
    `the last change of stack ${stack} is not finished: it still allows what it allowed before`,
  hint: ({ stack }) =>
    `finish it with \`pulumi up --stack ${shellWord(stack)}\`; ` +
    `\`pulumi stack output stillAllowed --stack ${shellWord(stack)}\` names what is open`,
  meaning:
    "A change allows the old and the new first, and takes the old away when the docroot leads over the new. A second rotation " +
    "in between would leave two old external IDs in the trust, and nobody would know which one the server still uses.",
  example: { stack: "acme-prod" },
});
