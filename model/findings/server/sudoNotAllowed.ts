import { finding } from "../finding";
import { AS_ROOT, type LoginFacts, sudoersRule } from "../loginFacts";

export const sudoNotAllowed = finding<LoginFacts>({
  code: "server-sudo-not-allowed",
  owner: "operator",
  transient: false,
  text: ({ place, user }) => `login ${user} may not use sudo on ${place}`,
  hint: ({ user }) => `${sudoersRule(user)}; or ${AS_ROOT}`,
  meaning:
    "No rule in sudoers names this login, so it can look at the server but not change it. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
