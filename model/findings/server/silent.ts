import { finding } from "../finding";
import { hostOf, type SshFacts } from "../sshFacts";

export const silent = finding<SshFacts>({
  code: "server-silent",
  owner: "operator",
  transient: false,
  text: (facts) => `${hostOf(facts)} stopped responding: ${facts.reason}`,
  hint: () =>
    "look at its load, memory and disk (`uptime`, `free -m`, `df -h`); where SSH hangs too, use Session Manager or the EC2 " +
    "serial console",
  meaning:
    "The server takes connections but does not finish its work in time: it is overloaded, its disk is full, or a file system " +
    "hangs. Transfers are likely to be slow or stuck.",
  example: { place: "aspera.example.com:33001", reason: "no answer within 30 s", atJumpHost: false },
});
