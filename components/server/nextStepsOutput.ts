import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { StacksServerRole } from "../access/serverRoleOf";
import { instanceProfileArn, partitionOfRegion, pathOfRole } from "../accounts/arn";
import type { Settings } from "../settings/types";
import type { LaunchedServer } from "./launchServer";
import { nextSteps } from "./nextSteps";
import { profileAttachment } from "./profileAttachment";

/** What a person does after `up`, looked up once the role is there. */
export function nextStepsOutput(
  settings: Settings,
  serverRole: StacksServerRole,
  provider: Provider,
  launched?: LaunchedServer,
): pulumi.Output<string[]> {
  const { serverAccount, customer, launch, stack } = settings;
  return pulumi
    .all([serverRole.arn, serverRole.instanceProfile, launched?.instance.id])
    .apply(async ([roleArn, instanceProfile, launchedId]) => {
      const instanceId = launchedId ?? (customer?.server ?? settings.server)?.instanceId;
      const profileArn = instanceProfileArn({
        partition: partitionOfRegion(serverAccount.region),
        account: serverAccount.id,
        path: pathOfRole(roleArn),
        name: instanceProfile,
      });
      return nextSteps({
        // The launch itself attaches it; a look could come before the launch.
        attachment: launched ? "attached" : await profileAttachment(profileArn, instanceId, provider),
        instanceProfile,
        region: serverAccount.region,
        cliProfile: serverAccount.profile,
        instanceId,
        awaitsHostKey: launch?.awaitsHostKey ? stack : undefined,
        launchedBy: launched && !customer ? stack : undefined,
        transferUser: customer?.transferUser,
      });
    });
}
