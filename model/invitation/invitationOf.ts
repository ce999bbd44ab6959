import { accountOfArn } from "../aws/arn";
import type { KitFacts } from "../kit/facts";
import { INVITATION_VERSION, type Invitation, MARK } from "./invitation";

/**
 * The invitation to make what a kit makes: the same facts, for a customer with Pulumi.
 * @param externalId in clear.
 */
export function invitationOf(facts: KitFacts, externalId: string): Invitation {
  const { role, serverRole, region, s3, sessionNames = [] } = facts;
  const { vendorRights = false, fullAccess = false, kmsKeyArn } = s3;
  return {
    invitation: MARK,
    version: INVITATION_VERSION,
    partition: role.partition,
    region,
    serverAccount: accountOfArn(serverRole.arn),
    serverRole: { arn: serverRole.arn, uniqueId: serverRole.uniqueId },
    bucketAccount: role.account,
    bucketRole: { name: role.name, path: role.path },
    bucket: {
      name: s3.bucket,
      prefix: s3.prefix,
      access: fullAccess ? ["full"] : [...s3.access],
      ...(vendorRights && { vendorRights }),
      ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    },
    externalId,
    ...(sessionNames[0] !== undefined && { sessionName: sessionNames[0] }),
  };
}
