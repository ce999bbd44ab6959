import type { AwsAccount } from "./account";
import { saysMissing } from "./reason";

/** What is read of a role. */
export interface RoleSeen {
  readonly name: string;
  readonly arn: string;
  /** IAM's own id (`AROA...`); another one after the role was deleted and made again. */
  readonly uniqueId: string;
  /** Its trust policy, as text. */
  readonly trust: string;
}

/** A role by its name; undefined when there is none. @throws what AWS said, when it cannot be read. */
export async function roleNamed(
  account: Pick<AwsAccount, "iam">,
  RoleName: string,
): Promise<RoleSeen | undefined> {
  try {
    const { GetRoleCommand } = await import("@aws-sdk/client-iam");
    const { Role: role } = await (await account.iam()).send(new GetRoleCommand({ RoleName }));
    return {
      name: role?.RoleName ?? RoleName,
      arn: role?.Arn ?? "",
      uniqueId: role?.RoleId ?? "",
      trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ""),
    };
  } catch (error) {
    if (saysMissing(error)) return undefined;
    throw error;
  }
}

/** Every role of an account, a thousand at a time: IAM allows five thousand. @throws what AWS said, when they cannot be listed. */
export async function everyRole(
  account: Pick<AwsAccount, "iam">,
): Promise<Pick<RoleSeen, "name" | "trust">[]> {
  const { paginateListRoles } = await import("@aws-sdk/client-iam");
  const pages = paginateListRoles({ client: await account.iam(), pageSize: 1000 }, {});
  const all: Pick<RoleSeen, "name" | "trust">[] = [];
  for await (const { Roles = [] } of pages)
    all.push(
      ...Roles.map(({ RoleName = "", AssumeRolePolicyDocument = "" }) => ({
        name: RoleName,
        trust: decodeURIComponent(AssumeRolePolicyDocument),
      })),
    );
  return all;
}

/** Whether there is an instance profile of a name. @throws what AWS said, when it cannot be read. */
export async function profileExists(
  account: Pick<AwsAccount, "iam">,
  InstanceProfileName: string,
): Promise<boolean> {
  try {
    const { GetInstanceProfileCommand } = await import("@aws-sdk/client-iam");
    await (await account.iam()).send(new GetInstanceProfileCommand({ InstanceProfileName }));
    return true;
  } catch (error) {
    if (saysMissing(error)) return false;
    throw error;
  }
}
