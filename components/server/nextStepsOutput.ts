import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { StacksServerRole } from "../access/serverRoleOf";
import { instanceProfileArn, partitionOfRegion, pathOfRole } from "../accounts/arn";
import type { Settings } from "../settings/types";
import { nextSteps } from "./nextSteps";
import { profileAttachment } from "./profileAttachment";

/** What a person does after `up`, looked up once the role is there. */
export function nextStepsOutput(
  settings: Settings,
  serverRole: StacksServerRole,
  provider: Provider,
): pulumi.Output<string[]> {
  const { serverAccount, customer } = settings;
  const instanceId = (customer?.server ?? settings.server)?.instanceId;
  return pulumi
    .all([serverRole.arn, serverRole.instanceProfile])
    .apply(async ([roleArn, instanceProfile]) => {
      const profileArn = instanceProfileArn({
        partition: partitionOfRegion(serverAccount.region),
        account: serverAccount.id,
        path: pathOfRole(roleArn),
        name: instanceProfile,
      });
      return nextSteps({
        attachment: await profileAttachment(profileArn, instanceId, provider),
        instanceProfile,
        region: serverAccount.region,
        cliProfile: serverAccount.profile,
        instanceId,
        transferUser: customer?.transferUser,
      });
    });
}
