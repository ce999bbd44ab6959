import * as pulumi from "@pulumi/pulumi";
import type { Link } from "../../components/Link";
import type { ServerInstance } from "../../components/ServerInstance";
import { kmsKeyStatement } from "../../model/access/kmsKeyStatement";
import { instanceProfileArn, partitionOfRegion, pathOfRole } from "../../model/aws/arn";
import { waiting } from "../../model/findings/link/waiting";
import { LINK_STANDS } from "../../model/link/facts";
import { bucketRoleArn } from "../arguments/bucketRoleArn";
import { s3Access } from "../arguments/s3Access";
import type { AwsAccount } from "../aws/account";
import type { Customer, Settings } from "../settings";
import { nextSteps } from "./nextSteps";
import { profileAttachment } from "./profileAttachment";
import type { StacksServerRole } from "./serverRoleOf";

/** What the next steps wait for, beside the role. */
export interface Awaited {
  /** The server, where this stack launches it. */
  readonly launched?: ServerInstance;
  /** A customer's docroot: nobody is sent to transfer a file before it is in place. */
  readonly docroot?: pulumi.Output<string>;
  /** A customer's link: nobody is sent to transfer a file over one that does not stand. */
  readonly link?: Pick<Link, "link" | "finding" | "nextStep">;
  /** What is still allowed for a former docroot, in words. */
  readonly stillAllowed?: pulumi.Output<string[]>;
}

/** What a person does after `up`, looked up once everything is there. */
export function nextStepsOutput(
  settings: Settings,
  serverRole: StacksServerRole,
  account: AwsAccount,
  { launched, docroot, link, stillAllowed }: Awaited = {},
): pulumi.Output<string[]> {
  const { serverAccount, customer, launch, stack } = settings;
  const { link: verdict, finding, nextStep } = link ?? {};
  return pulumi
    .all([
      serverRole.arn,
      serverRole.instanceProfile,
      launched?.instance.id,
      stillAllowed,
      verdict,
      nextStep,
      finding,
      docroot,
    ])
    .apply(async ([roleArn, instanceProfile, launchedId, open, link, toFix, code]) => {
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
        fixLink: link === undefined || link === LINK_STANDS.link ? undefined : toFix,
        awaited:
          code === waiting.code && customer ? { account: customer.bucketAccount.id, stack } : undefined,
        stillAllowed: open,
        keyStatement: customer && keyStatementOf(customer, bucketRoleArn(customer) ?? roleArn),
      });
    });
}

/** What the owner of the bucket's KMS key has to do; nothing where there is no key, or nothing that takes one. */
function keyStatementOf(customer: Customer, roleArn: string) {
  const access = s3Access(customer);
  const statement = kmsKeyStatement(access, roleArn);
  return access.kmsKeyArn !== undefined && statement ? { kmsKeyArn: access.kmsKeyArn, statement } : undefined;
}
