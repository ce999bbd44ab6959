import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  /** Name of the security group. */
  readonly groupName: string;
  readonly groupId: string;
  /** What they let in, in words: `tcp 22 from 0.0.0.0/0`. */
  readonly rules: readonly string[];
  /** Their ids, `sgr-...`. */
  readonly ruleIds: readonly string[];
  readonly region: string;
  /** Profile of the AWS configuration files; left out for the environment's credentials. */
  readonly profile?: string;
}

export const foreignIngress = finding<Facts>({
  code: "launch-foreign-ingress",
  owner: "server account",
  transient: false,
  text: ({ groupName, rules }) =>
    `security group ${groupName} lets in what aspera:server.securityGroup does not name: ${rules.join(", ")}`,
  hint: ({ groupId, ruleIds, region, profile }) =>
    [
      "a rule of this stack's earlier settings goes with the next `pulumi up`; what somebody added stays until it is taken out:",
      `aws ec2 revoke-security-group-ingress --region ${shellWord(region)}` +
        `${profile === undefined ? "" : ` --profile ${shellWord(profile)}`} --group-id ${shellWord(groupId)} ` +
        `--security-group-rule-ids ${ruleIds.map(shellWord).join(" ")}`,
    ].join("\n"),
  meaning:
    "The group is meant to let in Aspera's ports for the named clients and nothing else. Pulumi looks after the rules that it " +
    "made and does not see another's.",
  example: {
    groupName: "aspera-acme-prod",
    groupId: "sg-0123456789abcdef0",
    rules: ["tcp 22 from 0.0.0.0/0"],
    ruleIds: ["sgr-0123456789abcdef0"],
    region: "us-east-1",
    profile: "operator",
  },
});
