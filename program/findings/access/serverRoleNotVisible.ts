import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const serverRoleNotVisible = finding<Facts>({
  code: "access-server-role-not-visible",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ roleName, reason }) => `server role ${roleName} cannot be looked up: ${reason}`,
  hint: () => "let the credentials of aspera:serverAccount use iam:GetRole on it",
  meaning:
    "A customer's trust names the server role by its ARN and its unique id. A stack that does not make the role has to read both.",
  example: { roleName: "aspera-server", reason: "AccessDenied" },
});
