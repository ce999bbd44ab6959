import { finding } from "../finding";
import { AS_ROOT, type RefusedLogin, sudoersRule } from "../loginFacts";

export const sudoRefused = finding<RefusedLogin>({
  code: "server-sudo-refused",
  owner: "operator",
  transient: false,
  text: ({ place, user, line }) => `sudo on ${place} refused ${user}: ${line}`,
  hint: ({ user }) => `${sudoersRule(user, `Defaults:${user} !requiretty`)}; or ${AS_ROOT}`,
  meaning:
    "sudo answered in the server's language, so only its line is known: it wants a password or a terminal, or no rule names " +
    "this login. The server can be looked at but not changed. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user", line: "sudo: Ein Passwort ist notwendig" },
});
