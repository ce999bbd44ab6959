import * as pulumi from "@pulumi/pulumi";
import type { ServerInstance } from "../../components/ServerInstance";
import { instanceProfileArn, partitionOfRegion, pathOfRole } from "../../model/aws/arn";
import type { AwsAccount } from "../aws/account";
import type { Settings } from "../settings";
import { nextSteps } from "./nextSteps";
import { profileAttachment } from "./profileAttachment";
import type { StacksServerRole } from "./serverRoleOf";

/** What the next steps wait for, beside the role. */
export interface Awaited {
  /** The server, where this stack launches it. */
  readonly launched?: ServerInstance;
  /** A customer's docroot: nobody is sent to transfer a file before it is in place. */
  readonly docroot?: pulumi.Output<string>;
  /** What is still allowed for a former docroot, in words. */
  readonly stillAllowed?: pulumi.Output<string[]>;
}

/** What a person does after `up`, looked up once everything is there. */
export function nextStepsOutput(
  settings: Settings,
  serverRole: StacksServerRole,
  account: AwsAccount,
  { launched, docroot, stillAllowed }: Awaited = {},
): pulumi.Output<string[]> {
  const { serverAccount, customer, launch, stack } = settings;
  return pulumi
    .all([serverRole.arn, serverRole.instanceProfile, launched?.instance.id, docroot, stillAllowed])
    .apply(async ([roleArn, instanceProfile, launchedId, , open]) => {
      const instanceId = launchedId ?? (customer?.server ?? settings.server)?.instanceId;
      const profileArn = instanceProfileArn({
        partition: partitionOfRegion(serverAccount.region),
        account: serverAccount.id,
        path: pathOfRole(roleArn),
        name: instanceProfile,
      });
      return nextSteps({
        // The launch itself attaches it; a look could come before the launch.
        attachment: launched ? "attached" : await profileAttachment(profileArn, instanceId, account),
        instanceProfile,
        region: serverAccount.region,
        cliProfile: serverAccount.profile,
        instanceId,
        madeElsewhere: !settings.serverRole.create,
        awaitsHostKey: launch?.awaitsHostKey ? stack : undefined,
        launchedBy: launched && !customer ? stack : undefined,
        transferUser: customer?.transferUser,
        stillAllowed: open,
      });
    });
}
