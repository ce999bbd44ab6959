import { AttachRolePolicyCommand } from "@aws-sdk/client-iam";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing } from "./errors";
import { attachedPolicies, detachPolicy } from "./roleContents";
import { inOrderOf } from "./rolePoliciesExclusive";

/**
 * aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive; its id is the role's name. Inputs and what forces
 * replacement: terraform-provider-aws internal/service/iam/role_policy_attachments_exclusive.go. Missing attachments are
 * added; deleting this resource detaches nothing.
 */
export const rolePolicyAttachmentsExclusive: ResourceHandler<AwsContext> = {
  inputs: {
    roleName: { required: true, replaces: true },
    policyArns: { required: true, kind: "set" },
  },
  computed: [],

  async create(inputs, context) {
    await sync(inputs, context);
    return { id: String(inputs.roleName), outputs: inputs };
  },

  async read({ id, outputs }, context) {
    const arns = await attachedPolicies(id, context);
    return arns && { outputs: { roleName: id, policyArns: inOrderOf(outputs.policyArns, arns) } };
  },

  async update(_saved, inputs, context) {
    await sync(inputs, context);
    return inputs;
  },

  async delete() {},
};

async function sync({ roleName, policyArns }: Properties, context: AwsContext): Promise<void> {
  const role = String(roleName);
  const have = await attachedPolicies(role, context);
  if (!have) throw new Error(`reading IAM Role (${role}) attached policies: couldn't find resource`);
  const want = policyArns as string[];
  for (const arn of want.filter((wanted) => !have.includes(wanted)))
    await doing(
      `attaching IAM Policy (${arn}) to IAM Role (${role})`,
      context.iam().send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: arn })),
    );
  for (const arn of have.filter((there) => !want.includes(there))) await detachPolicy(role, arn, context);
}
