import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
}

export const endedElsewhere = finding<Facts>({
  code: "customer-ended-elsewhere",
  owner: "operator",
  transient: false,
  text: ({ stack }) =>
    `stack ${stack} is the bucket's side alone: the docroot is closed by whoever runs the Aspera server`,
  hint: ({ stack }) =>
    `ask them to end the link on their side; \`pulumi destroy --stack ${shellWord(stack)}\` takes the role away here, and with it ` +
    "every right that they have",
  meaning:
    "An end closes the docroot and has the server show that the link is dead. A stack that reaches no server can do neither; what it " +
    "can do is to take its own role away, which ends the link at once.",
  example: { stack: "acme-bucket" },
});
