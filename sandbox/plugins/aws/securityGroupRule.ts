import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupRulesCommand,
  type IpPermission,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, failure, unlessMissing } from "./errors";

/**
 * aws:vpc/securityGroupIngressRule and securityGroupEgressRule, without tags, prefix lists and references to other groups.
 * The emulator accepts a duplicate rule, where AWS answers InvalidPermission.Duplicate.
 * Inputs and what forces replacement: terraform-provider-aws internal/service/ec2/vpc_security_group_ingress_rule.go.
 */
function ruleOf(direction: "ingress" | "egress"): ResourceHandler<AwsContext> {
  const what = `VPC Security Group ${direction === "ingress" ? "Ingress" : "Egress"} Rule`;

  const now = async (id: string, group: unknown, context: AwsContext): Promise<Properties | undefined> => {
    const Filters = [{ Name: "group-id", Values: [String(group)] }];
    const answer = await unlessMissing(
      `reading ${what} (${id})`,
      context.ec2().send(new DescribeSecurityGroupRulesCommand({ Filters })),
    );
    const found = answer?.SecurityGroupRules?.find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id);
    if (!found) return undefined;
    const { accountId } = context.identity;
    const everything = found.IpProtocol === "-1"; // then ports mean nothing, and the emulator reports others than AWS does
    return {
      securityGroupId: found.GroupId,
      ipProtocol: found.IpProtocol,
      fromPort: everything ? undefined : found.FromPort,
      toPort: everything ? undefined : found.ToPort,
      cidrIpv4: found.CidrIpv4 || undefined,
      cidrIpv6: found.CidrIpv6 || undefined,
      description: found.Description || undefined,
      securityGroupRuleId: id,
      arn: `arn:${context.partition}:ec2:${context.region}:${accountId}:security-group-rule/${id}`,
    };
  };

  return {
    inputs: {
      securityGroupId: { required: true, replaces: true },
      ipProtocol: { required: true },
      fromPort: {},
      toPort: {},
      cidrIpv4: {},
      cidrIpv6: {},
      description: {},
    },
    computed: ["arn", "securityGroupRuleId"],

    async create(inputs, context) {
      const request = { GroupId: String(inputs.securityGroupId), IpPermissions: [permission(inputs)] };
      const { SecurityGroupRules = [] } = await doing(
        `creating ${what}`,
        direction === "ingress"
          ? context.ec2().send(new AuthorizeSecurityGroupIngressCommand(request))
          : context.ec2().send(new AuthorizeSecurityGroupEgressCommand(request)),
      );
      const id = SecurityGroupRules[0]?.SecurityGroupRuleId;
      if (!id) throw failure(`creating ${what}`, "AWS answered without the rule's id");
      return { id, outputs: (await now(id, inputs.securityGroupId, context)) ?? {} };
    },

    async read({ id, outputs, inputs }, context) {
      const seen = await now(id, outputs.securityGroupId ?? inputs.securityGroupId, context);
      return seen && { outputs: seen };
    },

    async update({ id }, inputs, context) {
      const SecurityGroupRule = {
        IpProtocol: String(inputs.ipProtocol),
        FromPort: port(inputs.fromPort),
        ToPort: port(inputs.toPort),
        CidrIpv4: inputs.cidrIpv4 as string | undefined,
        CidrIpv6: inputs.cidrIpv6 as string | undefined,
        Description: inputs.description as string | undefined,
      };
      const request = new ModifySecurityGroupRulesCommand({
        GroupId: String(inputs.securityGroupId),
        SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule }],
      });
      await doing(`updating ${what} (${id})`, context.ec2().send(request));
      return (await now(id, inputs.securityGroupId, context)) ?? {};
    },

    async delete({ id, outputs }, context) {
      const request = { GroupId: String(outputs.securityGroupId), SecurityGroupRuleIds: [id] };
      await unlessMissing<unknown>(
        `deleting ${what} (${id})`,
        direction === "ingress"
          ? context.ec2().send(new RevokeSecurityGroupIngressCommand(request))
          : context.ec2().send(new RevokeSecurityGroupEgressCommand(request)),
      );
    },
  };
}

/** Inbound rules. */
export const securityGroupIngressRule = ruleOf("ingress");

/** Outbound rules. */
export const securityGroupEgressRule = ruleOf("egress");

function permission(inputs: Properties): IpPermission {
  const Description = inputs.description as string | undefined;
  return {
    IpProtocol: String(inputs.ipProtocol),
    FromPort: port(inputs.fromPort),
    ToPort: port(inputs.toPort),
    IpRanges: inputs.cidrIpv4 ? [{ CidrIp: String(inputs.cidrIpv4), Description }] : undefined,
    Ipv6Ranges: inputs.cidrIpv6 ? [{ CidrIpv6: String(inputs.cidrIpv6), Description }] : undefined,
  };
}

function port(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}
