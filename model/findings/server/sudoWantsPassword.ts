import { finding } from "../finding";
import { AS_ROOT, type LoginFacts, sudoersRule } from "../loginFacts";

export const sudoWantsPassword = finding<LoginFacts>({
  code: "server-sudo-wants-password",
  owner: "operator",
  transient: false,
  text: ({ place, user }) => `sudo on ${place} asks ${user} for a password`,
  hint: ({ user }) => `${sudoersRule(user)}; or ${AS_ROOT}`,
  meaning:
    "This login can look at the server but not change it: nobody is there to type a password. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
