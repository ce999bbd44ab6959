import { finding } from "../finding";
import { type LoginFacts, sudoersRule } from "../loginFacts";

export const sudoWantsTerminal = finding<LoginFacts>({
  code: "server-sudo-wants-terminal",
  owner: "operator",
  transient: false,
  text: ({ place, user }) => `sudo on ${place} wants a terminal from ${user} (requiretty), or a password`,
  hint: ({ user }) => sudoersRule(user, `Defaults:${user} !requiretty`),
  meaning:
    "sudo is set up for people at a terminal (requiretty, the default of older systems), so this login can look at the server " +
    "but not change it. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
