import { RIGHTS_POLICY } from "../../model/access/bucketRole";
import type { AwsAccount } from "../aws/account";
import { reasonOf } from "../aws/reason";
import { attachedArns, inlineNames } from "../aws/rolePolicies";

/** What `up` takes off a bucket role that was made by somebody else: names of inline policies, ARNs of attached ones. */
export async function policiesBesideOurs(
  roleName: string,
  account: Pick<AwsAccount, "iam">,
): Promise<string[]> {
  try {
    const [inline, attached] = await Promise.all([
      inlineNames(account, roleName),
      attachedArns(account, roleName),
    ]);
    return [...inline.filter((name) => name !== RIGHTS_POLICY), ...attached];
  } catch (error) {
    return [`whatever it has, which cannot be listed (${reasonOf(error)})`];
  }
}
