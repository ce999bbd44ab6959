import { finding } from "../finding";
import { argumentOf, hostOf, type SshFacts } from "../sshFacts";

export const unreachable = finding<SshFacts>({
  code: "server-unreachable",
  owner: "operator",
  transient: false,
  text: (facts) => `${hostOf(facts)} is unreachable: ${facts.reason}`,
  hint(facts) {
    const argument = argumentOf(facts);
    return (
      `check ${argument}.host and ${argument}.port, that the host is running, and that its security group lets this ` +
      "machine in on that port"
    );
  },
  meaning:
    "Nothing is known of the server, and nothing is changed on it. If the cause is not on this machine's side, clients cannot " +
    "start transfers either: they use the same SSH port.",
  example: { place: "aspera.example.com:33001", reason: "connection refused", atJumpHost: false },
});
