import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { ServerInstance } from "../../components/ServerInstance";
import { instanceProfileArn, partitionOfRegion, pathOfRole } from "../../model/aws/arn";
import type { Settings } from "../settings";
import { nextSteps } from "./nextSteps";
import { profileAttachment } from "./profileAttachment";
import type { StacksServerRole } from "./serverRoleOf";

/** What a person does after `up`, looked up once the role is there. */
export function nextStepsOutput(
  settings: Settings,
  serverRole: StacksServerRole,
  provider: Provider,
  launched?: ServerInstance,
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
