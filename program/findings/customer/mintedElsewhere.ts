import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly stack: string;
}

export const mintedElsewhere = finding<Facts>({
  code: "customer-minted-elsewhere",
  owner: "operator",
  transient: false,
  text: ({ stack }) =>
    `stack ${stack} is the bucket's side alone, and the external ID is minted by whoever runs the Aspera server`,
  hint: () =>
    "ask them to rotate it; then set the one that they give you: `pulumi config set --secret aspera:externalId` reads it " +
    "from standard input",
  meaning:
    "AWS asks for this: the ID protects a bucket's owner because its customers cannot choose it, so the operator makes one a " +
    "customer. An ID that the server does not present would only lock it out.",
  example: { stack: "acme-bucket" },
});
