import { getInstance } from "@pulumi/aws/ec2/getInstance";
import { getInstances } from "@pulumi/aws/ec2/getInstances";
import type { Provider } from "@pulumi/aws/provider";

/** Whether the running server carries the instance profile: yes, no, another one, or why that is not known. */
export type ProfileAttachment = "attached" | "not attached" | "another is attached" | "not visible from here";

/**
 * Looks for running instances that carry the profile.
 * @param profileArn ARN of the instance profile.
 * @param instanceId the server's instance, when the settings name it; else any instance counts.
 * @param provider provider of the server account; needs `ec2:DescribeInstances`.
 */
export async function profileAttachment(
  profileArn: string,
  instanceId: string | undefined,
  provider: Provider,
): Promise<ProfileAttachment> {
  try {
    if (instanceId !== undefined) {
      const { iamInstanceProfile } = await getInstance({ instanceId }, { provider });
      if (iamInstanceProfile === profileArn.split("/").pop()) return "attached";
      return iamInstanceProfile === "" ? "not attached" : "another is attached";
    }
    const filters = [{ name: "iam-instance-profile.arn", values: [profileArn] }];
    const { ids } = await getInstances({ filters }, { provider });
    return ids.length > 0 ? "attached" : "not attached";
  } catch {
    return "not visible from here";
  }
}
