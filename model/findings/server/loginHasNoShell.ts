import { finding } from "../finding";
import type { LoginFacts } from "../loginFacts";

export const loginHasNoShell = finding<LoginFacts>({
  code: "server-login-has-no-shell",
  owner: "operator",
  transient: false,
  text: ({ place, user }) => `login ${user} on ${place} has no shell`,
  hint: ({ user }) =>
    `set connection.user to a login that has one, or, as root on the server: \`usermod -s /bin/bash ${user}\``,
  meaning: "The server can neither be looked at nor changed with this login. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
