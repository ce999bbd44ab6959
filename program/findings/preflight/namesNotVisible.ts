import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Account in which they would be. */
  readonly account: "server account" | "bucket account";
  /** Configuration key of that account: `serverAccount` or `bucketAccount`. */
  readonly key: string;
  readonly roleName: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const namesNotVisible = finding<Facts>({
  code: "preflight-names-not-visible",
  owner: ({ account }) => account,
  transient: false,
  unseen: true,
  text: ({ roleName, reason }) => `cannot look up whether role ${roleName} exists: ${reason}`,
  hint: ({ key }) =>
    `let the credentials of aspera:${key} use iam:GetRole, iam:GetRolePolicy and iam:GetInstanceProfile`,
  meaning:
    "If another stack or person already uses the name, `pulumi up` will fail half-way instead of beforehand.",
  example: {
    account: "bucket account",
    key: "bucketAccount",
    roleName: "aspera-acme",
    reason: "AccessDenied",
  },
});
