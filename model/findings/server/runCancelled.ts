import { finding } from "../finding";
import { hostOf, type SshFacts } from "../sshFacts";

export const runCancelled = finding<SshFacts>({
  code: "server-run-cancelled",
  owner: "operator",
  transient: false,
  unseen: true,
  text: (facts) => `what ${hostOf(facts)} was asked was given up: ${facts.reason}`,
  hint: () =>
    "run the same command again; a change that was under way on the server is finished or undone there",
  meaning:
    "Somebody ended this run while the server was at work, so its answer was not waited for. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", reason: "the run was cancelled", atJumpHost: false },
});
