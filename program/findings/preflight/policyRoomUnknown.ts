import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const policyRoomUnknown = finding<Facts>({
  code: "preflight-policy-room-unknown",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ roleName, reason }) => `the inline policies of server role ${roleName} cannot be read: ${reason}`,
  hint: () => "let the credentials of aspera:serverAccount use iam:ListRolePolicies and iam:GetRolePolicy",
  meaning:
    "IAM limits all inline policies of a role together. Whether this stack's still fits shows when `pulumi up` makes it.",
  example: { roleName: "aspera-server", reason: "AccessDenied" },
});
