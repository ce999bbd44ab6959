import type { AwsAccount } from "../aws/account";
import { carriers, carriersOf } from "../aws/instances";

/** Whether the running server carries the instance profile: yes, no, another one, or why that is not known. */
export type ProfileAttachment = "attached" | "not attached" | "another is attached" | "not visible from here";

/**
 * Looks for instances that carry the profile.
 * @param profileArn ARN of the instance profile.
 * @param instanceId the server's instance, when the settings name it; else any running one counts.
 * @param account the server account; needs `ec2:DescribeInstances`.
 */
export async function profileAttachment(
  profileArn: string,
  instanceId: string | undefined,
  account: Pick<AwsAccount, "ec2">,
): Promise<ProfileAttachment> {
  try {
    if (instanceId === undefined)
      return (await carriersOf(account, profileArn)).length > 0 ? "attached" : "not attached";
    const [instance] = await carriers(account, instanceId);
    if (!instance) return "not visible from here";
    const name = instance.profileArn?.split("/").pop();
    if (name === profileArn.split("/").pop()) return "attached";
    return name === undefined ? "not attached" : "another is attached";
  } catch {
    return "not visible from here";
  }
}
