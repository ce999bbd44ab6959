import { finding } from "../finding";
import type { LoginFacts } from "../loginFacts";

export const loginIsAspshell = finding<LoginFacts>({
  code: "server-login-is-aspshell",
  owner: "operator",
  transient: false,
  text: ({ place, user }) => `the shell of login ${user} on ${place} is aspshell, which runs transfers only`,
  hint: () =>
    "set connection.user to the login of an administrator, `ec2-user` on Aspera's images; transfer users cannot run commands",
  meaning: "The server can neither be looked at nor changed with this login. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
