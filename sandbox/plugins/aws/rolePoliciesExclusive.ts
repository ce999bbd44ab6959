import type { ResourceHandler } from "../../../provider/protocol/handler";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { failure } from "./errors";
import { inlinePolicies, removeInlinePolicy } from "./roleContents";

/**
 * aws:iam/rolePoliciesExclusive:RolePoliciesExclusive; its id is the role's name. Inputs and what forces replacement:
 * terraform-provider-aws internal/service/iam/role_policies_exclusive.go. A wanted policy that is missing is an
 * error, since its document is not known here; deleting this resource removes no policy.
 */
export const rolePoliciesExclusive: ResourceHandler<AwsContext> = {
  inputs: {
    roleName: { required: true, replaces: true },
    policyNames: { required: true, kind: "set" },
  },
  computed: [],

  async create(inputs, context) {
    await sync(inputs, context);
    return { id: String(inputs.roleName), outputs: inputs };
  },

  async read({ id, outputs }, context) {
    const names = await inlinePolicies(id, context);
    return names && { outputs: { roleName: id, policyNames: inOrderOf(outputs.policyNames, names) } };
  },

  async update(_saved, inputs, context) {
    await sync(inputs, context);
    return inputs;
  },

  async delete() {},
};

async function sync({ roleName, policyNames }: Properties, context: AwsContext): Promise<void> {
  const role = String(roleName);
  const have = await inlinePolicies(role, context);
  if (!have) throw new Error(`reading IAM Role (${role}) inline policies: couldn't find resource`);
  const want = policyNames as string[];
  const absent = want.find((name) => !have.includes(name));
  if (absent !== undefined)
    throw failure(
      `putting IAM Role (${role}) Policy (${absent}), which is on the exclusive list and not on the role`,
      "operation error IAM: PutRolePolicy, missing required field, PutRolePolicyInput.PolicyDocument",
    );
  for (const name of have.filter((there) => !want.includes(there)))
    await removeInlinePolicy(role, name, context);
}

/** Names on both sides keep their place, so that an unchanged set does not look changed. */
export function inOrderOf(known: unknown, found: readonly string[]): string[] {
  const before = Array.isArray(known) ? known.filter((name) => found.includes(name)) : [];
  return [...before, ...found.filter((name) => !before.includes(name))];
}
