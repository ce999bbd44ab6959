import { SecurityGroup as Group } from "@pulumi/aws/ec2/securityGroup";
import type { Provider } from "@pulumi/aws/provider";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import * as pulumi from "@pulumi/pulumi";
import { isIpv6 } from "../settings/cidr";
import type { SecurityGroupSettings } from "../settings/types";
import { EGRESS, PORTS, type PortRule, portRules } from "./ports";

/** What a security group is made of. */
export interface SecurityGroupArgs extends SecurityGroupSettings {
  /** Provider of the server account. */
  readonly provider: Provider;
  /** Name in AWS. */
  readonly groupName: string;
}

/** The security group of a launched server: the ports of Aspera, each for its own clients, and nothing else. */
export class SecurityGroup extends pulumi.ComponentResource {
  declare readonly groupId: pulumi.Output<string>;

  constructor(name: string, args: SecurityGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:server:SecurityGroup", name, {}, opts);
    const child = { parent: this, provider: args.provider };
    const { vpcId, transfers, nodeApi, httpFallback, egress } = args;

    const group = new Group(
      `${name}-group`,
      { name: args.groupName, description: "Clients of an IBM Aspera server.", vpcId },
      child,
    );
    const ingress = [
      ...portRules(PORTS.transfers, transfers),
      ...portRules(PORTS.nodeApi, nodeApi),
      ...portRules(PORTS.httpFallback, httpFallback),
    ];
    for (const rule of ingress)
      new SecurityGroupIngressRule(`${name}-in-${rule.name}`, ruleArgs(group.id, rule), child);
    for (const rule of portRules([EGRESS], egress))
      new SecurityGroupEgressRule(`${name}-out-${rule.name}`, ruleArgs(group.id, rule), child);

    this.groupId = group.id;
    this.registerOutputs({ groupId: this.groupId });
  }
}

function ruleArgs(securityGroupId: pulumi.Input<string>, { protocol, port, block, description }: PortRule) {
  return {
    securityGroupId,
    ipProtocol: protocol,
    fromPort: port,
    toPort: port,
    description,
    ...(isIpv6(block) ? { cidrIpv6: block } : { cidrIpv4: block }),
  };
}
