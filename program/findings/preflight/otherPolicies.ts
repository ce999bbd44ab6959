import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly roleName: string;
  /** Names of inline policies and ARNs of attached ones, separated by commas. */
  readonly policies: string;
  readonly stack: string;
}

export const otherPolicies = finding<Facts>({
  code: "preflight-other-policies",
  owner: "bucket account",
  transient: false,
  text: ({ roleName, policies }) =>
    `role ${roleName} carries policies that \`pulumi up\` takes off once the role is this stack's: ${policies}`,
  hint: ({ stack }) =>
    [
      "make sure that nobody else needs them, or choose another name in aspera:bucketRole; one word consents:",
      `pulumi config set --path aspera:bucketRole.adopt true --stack ${shellWord(stack)}`,
    ].join("\n"),
  meaning:
    "A bucket role belongs to one link, and holds the rights of that link alone. Whatever else is on it goes when a stack takes " +
    "it over.",
  example: {
    roleName: "aspera-acme",
    policies: "backup, arn:aws:iam::aws:policy/ReadOnlyAccess",
    stack: "acme-prod",
  },
});
