import type { AwsAccount } from "./account";

/** A rule that lets somebody in. */
export interface IngressRule {
  /** `sgr-...`. */
  readonly id: string;
  /** `sg-...`. */
  readonly groupId: string;
  /** `tcp`, `udp`, ...; `-1` for all of them. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** A block of addresses, or the id of a group or prefix list. */
  readonly source: string;
}

/** The ingress rules of the security groups of a name; none when there is no such group. @throws what AWS said. */
export async function ingressRules(
  account: Pick<AwsAccount, "ec2">,
  groupName: string,
): Promise<IngressRule[]> {
  const { DescribeSecurityGroupsCommand, DescribeSecurityGroupRulesCommand } = await import(
    "@aws-sdk/client-ec2"
  );
  const ec2 = await account.ec2();
  const Filters = [{ Name: "group-name", Values: [groupName] }];
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const ids = SecurityGroups.flatMap(({ GroupName, GroupId }) =>
    GroupId !== undefined && GroupName === groupName ? [GroupId] : [],
  );
  if (ids.length === 0) return [];
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: ids }], MaxResults: 1000 }),
  );
  return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress).map((rule) => ({
    id: rule.SecurityGroupRuleId ?? "",
    groupId: rule.GroupId ?? "",
    protocol: rule.IpProtocol ?? "",
    fromPort: rule.FromPort ?? -1,
    toPort: rule.ToPort ?? -1,
    source:
      rule.CidrIpv4 ??
      rule.CidrIpv6 ??
      rule.ReferencedGroupInfo?.GroupId ??
      rule.PrefixListId ??
      "an unknown source",
  }));
}
