import { finding } from "../finding";
import { hostOf, type SshFacts } from "../sshFacts";

export const timeLimitOver = finding<SshFacts>({
  code: "server-time-limit-over",
  owner: "operator",
  transient: false,
  unseen: true,
  text: (facts) => `what ${hostOf(facts)} was asked was given up: ${facts.reason}`,
  hint: () =>
    "run the same command again, with a longer limit in the resource's customTimeouts; a change that was under way on the " +
    "server is finished or undone there",
  meaning:
    "The program gives this resource a time limit (Pulumi's `customTimeouts`), and the server had not answered when it was " +
    "over. Transfers are not affected.",
  example: {
    place: "aspera.example.com:33001",
    reason: "the 60 s of its customTimeouts are over",
    atJumpHost: false,
  },
});
