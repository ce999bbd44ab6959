import type { AwsAccount } from "./account";
import { saysMissing } from "./reason";

type Iam = Pick<AwsAccount, "iam">;

/** Takes an inline policy off a role; one that is gone already, or whose role is, is fine. @throws what AWS said. */
export async function removeInline(account: Iam, RoleName: string, PolicyName: string): Promise<void> {
  const { DeleteRolePolicyCommand } = await import("@aws-sdk/client-iam");
  try {
    await (await account.iam()).send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  } catch (error) {
    if (!saysMissing(error)) throw error;
  }
}

/** Puts an inline policy on a role. @returns false when there is no such role. @throws what AWS said. */
export async function putInline(
  account: Iam,
  RoleName: string,
  policy: { readonly name: string; readonly document: object },
): Promise<boolean> {
  const { PutRolePolicyCommand } = await import("@aws-sdk/client-iam");
  const PolicyDocument = JSON.stringify(policy.document);
  try {
    await (await account.iam()).send(
      new PutRolePolicyCommand({ RoleName, PolicyName: policy.name, PolicyDocument }),
    );
    return true;
  } catch (error) {
    if (saysMissing(error)) return false;
    throw error;
  }
}
