import { finding } from "../finding";
import { hostOf, type SshFacts } from "../sshFacts";

export const tooMuchOutput = finding<SshFacts>({
  code: "server-too-much-output",
  owner: "operator",
  transient: false,
  text: (facts) => `${hostOf(facts)} printed more than the agent ever does: ${facts.reason}`,
  hint: () =>
    "log in by hand and see what the login's start-up files print (`~/.bashrc`, `/etc/profile.d`); if it is none of these, " +
    "treat the server as compromised",
  meaning:
    "The agent's answer is a few kilobytes. The connection was ended before more was kept; nothing is concluded from what " +
    "came, and it is not known whether anything was changed. Transfers are not affected by this.",
  example: {
    place: "aspera.example.com:33001",
    reason: "over 1 MiB on its standard output",
    atJumpHost: false,
  },
});
