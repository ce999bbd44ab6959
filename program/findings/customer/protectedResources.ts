import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly stack: string;
  readonly urns: readonly string[];
}

export const protectedResources = finding<Facts>({
  code: "customer-protected-resources",
  owner: "operator",
  transient: false,
  text: ({ stack, urns }) =>
    `${urns.length === 1 ? "a resource" : `${urns.length} resources`} of the customer in stack ${stack} cannot be destroyed: ` +
    "Pulumi's protection is on",
  hint: ({ stack, urns }) =>
    [
      "lift it, and end the customer then:",
      ...urns.map((urn) => `pulumi state unprotect --yes --stack ${shellWord(stack)} ${shellWord(urn)}`),
    ].join("\n"),
  meaning:
    "This program protects only the server's part, which ending a customer never touches; so somebody protected these on " +
    "purpose. Nothing was changed.",
  example: {
    stack: "acme-prod",
    urns: ["urn:pulumi:acme-prod::aspera::aws:iam/role:Role::customer-bucket-role"],
  },
});
