import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** Names of inline policies and ARNs of attached ones, separated by commas. */
  readonly policies: string;
}

export const foreignServerPolicies = finding<Facts>({
  code: "access-foreign-server-policies",
  owner: "server account",
  transient: false,
  text: ({ roleName, policies }) =>
    `server role ${roleName} carries policies that no stack made: ${policies}`,
  hint: () =>
    "check what they allow: every customer's transfers on this server can do it too; no stack removes them",
  meaning:
    "Policies on the server role count for all customers of the server. A stack owns one, named `aspera-<stack>`, which lets " +
    "the server assume one role or use S3 in one account; any other was added by hand or by another tool.",
  example: { roleName: "aspera-server", policies: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
});
