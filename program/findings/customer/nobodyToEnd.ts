import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
}

export const nobodyToEnd = finding<Facts>({
  code: "customer-nobody-to-end",
  owner: "operator",
  transient: false,
  text: ({ stack }) =>
    `stack ${stack} makes the server's part and serves no customer, so there is nothing to end`,
  hint: ({ stack }) =>
    `end its customers' stacks, one by one; after the last, \`pulumi destroy --stack ${shellWord(stack)}\` takes the server's ` +
    "part down",
  meaning:
    "Every customer of a server depends on its role. Ending a customer takes one link away and leaves the server as it is.",
  example: { stack: "aspera-server" },
});
