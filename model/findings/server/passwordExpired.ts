import { finding } from "../finding";
import type { RefusedLogin } from "../loginFacts";

export const passwordExpired = finding<RefusedLogin>({
  code: "server-password-expired",
  owner: "operator",
  transient: false,
  text: ({ place, user, line }) => `login ${user} on ${place}, or its password, has expired: ${line}`,
  hint: ({ user }) =>
    `as root on the server: \`chage -l ${user}\` shows the dates, \`chage -M -1 -E -1 ${user}\` lifts them for a login that ` +
    "has only a key",
  meaning:
    "The key was accepted, but the server runs nothing for this login until its password is changed at a terminal. Transfers " +
    "are not affected, unless transfer users expire likewise.",
  example: {
    place: "aspera.example.com:33001",
    user: "ec2-user",
    line: "Password change required but no TTY available",
  },
});
