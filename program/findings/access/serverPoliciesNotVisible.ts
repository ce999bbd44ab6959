import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const serverPoliciesNotVisible = finding<Facts>({
  code: "access-server-policies-not-visible",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ roleName, reason }) => `the policies of server role ${roleName} cannot all be read: ${reason}`,
  hint: () =>
    "let the credentials of aspera:serverAccount use iam:ListRolePolicies, iam:GetRolePolicy and iam:ListAttachedRolePolicies",
  meaning: "Until they can be read, nobody sees which policies widen what every customer's transfers can do.",
  example: { roleName: "aspera-server", reason: "AccessDenied" },
});
