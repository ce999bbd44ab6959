import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Name of the security group. */
  readonly groupName: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const ingressNotVisible = finding<Facts>({
  code: "launch-ingress-not-visible",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ groupName, reason }) => `the rules of security group ${groupName} cannot be listed: ${reason}`,
  hint: () =>
    "let the credentials of aspera:serverAccount use ec2:DescribeSecurityGroups and ec2:DescribeSecurityGroupRules",
  meaning: "Until they can be listed, nobody sees whether somebody opened another port of the server.",
  example: { groupName: "aspera-acme-prod", reason: "UnauthorizedOperation" },
});
