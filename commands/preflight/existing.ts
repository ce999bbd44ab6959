import type { AwsAccount } from "../../program/aws/account";
import { profileExists, roleNamed } from "../../program/aws/role";
import { inlineDocument } from "../../program/aws/rolePolicies";

/** Something in an account that has the name of what the program would make. */
export interface Existing {
  /** Type token, as in the program. */
  readonly type: string;
  /** Name of the resource in the program. */
  readonly name: string;
  /** What `pulumi import` takes: IAM name, or `role:policy`. */
  readonly id: string;
}

export const ROLE = "aws:iam/role:Role";
export const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
export const POLICY = "aws:iam/rolePolicy:RolePolicy";

/** The same in words. */
export function describeExisting({ type, id }: Existing): string {
  const [role, policy] = id.split(":");
  if (type === POLICY) return `inline policy ${policy} of role ${role}`;
  return `${type === PROFILE ? "instance profile" : "role"} ${id}`;
}

/** Whether a role, a profile or an inline policy exists. @throws what AWS said, when it cannot be read. */
export async function exists(account: Pick<AwsAccount, "iam">, { type, id }: Existing): Promise<boolean> {
  const [role = "", policy = ""] = id.split(":");
  if (type === ROLE) return (await roleNamed(account, role)) !== undefined;
  if (type === PROFILE) return profileExists(account, id);
  return (await inlineDocument(account, role, policy)) !== undefined;
}
