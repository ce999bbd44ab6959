import {
  GetInstanceProfileCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";

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

/** Whether a role, a profile or an inline policy exists. */
export async function exists(iam: IAMClient, { type, id }: Existing): Promise<boolean> {
  const [RoleName = "", PolicyName = ""] = id.split(":");
  try {
    if (type === ROLE) await iam.send(new GetRoleCommand({ RoleName }));
    else if (type === PROFILE) await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: id }));
    else await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return true;
  } catch (error) {
    if (/^NoSuchEntity/.test((error as Error).name)) return false;
    throw error;
  }
}
