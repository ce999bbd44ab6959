import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
}

export const serverRoleMissing = finding<Facts>({
  code: "access-server-role-missing",
  owner: "operator",
  transient: false,
  text: ({ roleName }) => `there is no role named "${roleName}" in the server account`,
  hint: () =>
    "correct `name` in aspera:serverRole, or bring up the stack that makes it first: one stack of each server has `create: true`",
  meaning:
    "The server's role belongs to the server, not to a customer: one stack makes it, every other looks it up by its name.",
  example: { roleName: "aspera-server" },
});
