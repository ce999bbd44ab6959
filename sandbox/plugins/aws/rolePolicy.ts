import { GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import { sameDocument } from "../../../provider/protocol/json";
import type { Properties } from "../../../provider/protocol/wire";
import type { AwsContext } from "./context";
import { doing, unlessMissing } from "./errors";
import { removeInlinePolicy } from "./roleContents";

/**
 * aws:iam/rolePolicy:RolePolicy; its id is `<role>:<name>`. Inputs and what forces replacement: terraform-provider-aws
 * internal/service/iam/role_policy.go.
 */
export const rolePolicy: ResourceHandler<AwsContext> = {
  inputs: {
    name: { required: true, replaces: true },
    role: { required: true, replaces: true },
    policy: { required: true, kind: "json" },
  },
  computed: [],
  deleteBeforeReplace: true, // named explicitly, as in role.ts

  async create(inputs, context) {
    await put(inputs, context);
    return { id: `${inputs.role}:${inputs.name}`, outputs: inputs };
  },

  async read({ id, inputs, outputs }, context) {
    const [role = "", name = ""] = split(id);
    const found = await unlessMissing(
      `reading IAM Role Policy (${id})`,
      context.iam().send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name })),
    );
    if (!found) return undefined;
    const policy = decodeURIComponent(found.PolicyDocument ?? "");
    const known = outputs.policy ?? inputs.policy;
    return { outputs: { name, role, policy: sameDocument(known, policy) ? known : policy } };
  },

  async update(_saved, inputs, context) {
    await put(inputs, context);
    return inputs;
  },

  async delete({ id }, context) {
    const [role = "", name = ""] = split(id);
    await removeInlinePolicy(role, name, context);
  },
};

async function put({ role, name, policy }: Properties, context: AwsContext): Promise<void> {
  await doing(
    `putting IAM Role (${role}) Policy (${name})`,
    context.iam().send(
      new PutRolePolicyCommand({
        RoleName: String(role),
        PolicyName: String(name),
        PolicyDocument: String(policy),
      }),
    ),
  );
}

/** Splits at the first colon; neither role nor policy names may contain one. */
function split(id: string): string[] {
  const at = id.indexOf(":");
  if (at < 0) throw new Error(`expected an id of the form <role name>:<policy name>, got ${id}`);
  return [id.slice(0, at), id.slice(at + 1)];
}
