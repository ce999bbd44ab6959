import { finding } from "../finding";
import { argumentOf, hostOf, type SshFacts } from "../sshFacts";

export const hostKeyDiffers = finding<SshFacts>({
  code: "server-host-key-differs",
  owner: "operator",
  transient: false,
  text: (facts) => `${hostOf(facts)} showed a host key other than the pinned one: ${facts.reason}`,
  hint: (facts) =>
    "compare it with the fingerprints that the instance printed at its first boot: `aws ec2 get-console-output " +
    `--region REGION --instance-id INSTANCE_ID --output text\`; if they match, correct ${argumentOf(facts)}.hostKey; if not, keep the ` +
    "pinned key: somebody may be intercepting the connection",
  meaning:
    "The server was rebuilt, or its keys were replaced, or somebody is in between. Nothing was sent to it, no login and no " +
    "secret, and nothing is known of it.",
  example: {
    place: "aspera.example.com:33001",
    reason: "ssh-ed25519 was pinned, and it has no key of that type",
    atJumpHost: false,
  },
});
