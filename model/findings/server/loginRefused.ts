import { finding } from "../finding";
import { argumentOf, hostOf, type SshFacts } from "../sshFacts";

export const loginRefused = finding<SshFacts>({
  code: "server-login-refused",
  owner: "operator",
  transient: false,
  text: (facts) => `cannot log in to ${hostOf(facts)}: ${facts.reason}`,
  hint: (facts) =>
    `check ${argumentOf(facts)}.user and the private key (connection.privateKeyFile, connection.privateKey or the SSH ` +
    "agent); `ssh -v -p PORT USER@HOST` shows which keys are tried",
  meaning:
    "The server is up, but cannot be looked at or changed with this login. Transfers are not affected: they have users and " +
    "keys of their own.",
  example: { place: "aspera.example.com:33001", reason: "it refused user ec2-user", atJumpHost: false },
});
