import { finding } from "../finding";
import type { RefusedLogin } from "../loginFacts";

export const loginAsAnother = finding<RefusedLogin>({
  code: "server-login-as-another",
  owner: "operator",
  transient: false,
  text: ({ place, user, line }) => `${place} sends login ${user} away: ${line}`,
  hint: () =>
    "set connection.user to the login that it names; images of AWS keep root's key for nothing but this message",
  meaning: "The server can neither be looked at nor changed with this login. Transfers are not affected.",
  example: {
    place: "aspera.example.com:33001",
    user: "root",
    line: 'Please login as the user "ec2-user" rather than the user "root"',
  },
});
