import { SecurityGroup as Group } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import * as pulumi from "@pulumi/pulumi";
import { isIpv6 } from "../model/aws/addressBlock";
import { EGRESS, PORTS, type PortRule, portRules } from "../model/aws/securityGroupPorts";

/**
 * What a security group is made of. Address blocks (`203.0.113.0/24`, `2001:db8::/32`) are plain text, not outputs: each
 * port and block is a rule of its own, named after them.
 */
export interface SecurityGroupArgs {
  /** Name in AWS. */
  readonly groupName: pulumi.Input<string>;
  /** Default: the default VPC. */
  readonly vpcId?: pulumi.Input<string>;
  /** Who may transfer: TCP and UDP 33001. */
  readonly transfers: readonly string[];
  /** Who may use the Node API: TCP 443 and 9092; default nobody. */
  readonly nodeApi?: readonly string[];
  /** Who may fall back to HTTP: TCP 8080 and 8443; default nobody. */
  readonly httpFallback?: readonly string[];
  /** Where the server may go, on TCP 443: S3, STS and licensing; default everywhere. */
  readonly egress?: readonly string[];
}

/**
 * The security group of a launched server: the ports of Aspera, each for its own clients, and nothing else. Port 22 is not
 * among them: nobody needs it.
 */
export class SecurityGroup extends pulumi.ComponentResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly group: Group;

  constructor(name: string, args: SecurityGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:SecurityGroup", name, {}, opts);
    const child = { parent: this };
    const { transfers, nodeApi = [], httpFallback = [], egress = ["0.0.0.0/0"] } = args;

    this.group = new Group(
      `${name}-group`,
      { name: args.groupName, description: "Clients of an IBM Aspera server.", vpcId: args.vpcId },
      // The rules are resources of their own.
      { ...child, hideDiffs: ["ingress", "egress"] },
    );
    const ingress = [
      ...portRules(PORTS.transfers, transfers),
      ...portRules(PORTS.nodeApi, nodeApi),
      ...portRules(PORTS.httpFallback, httpFallback),
    ];
    for (const rule of ingress)
      new SecurityGroupIngressRule(`${name}-in-${rule.name}`, ruleArgs(this.group.id, rule), child);
    for (const rule of portRules([EGRESS], egress))
      new SecurityGroupEgressRule(`${name}-out-${rule.name}`, ruleArgs(this.group.id, rule), child);

    this.groupId = this.group.id;
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
