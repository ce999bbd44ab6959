import * as pulumi from "@pulumi/pulumi";
import type { BucketRoleArgs } from "../../components/BucketRole";
import { roleArnIn } from "../../model/aws/arn";
import type { BucketSide, Settings } from "../settings";
import { s3Access } from "./s3Access";

/**
 * What the settings of the bucket's side say of its role. The server role's ARN is computed: a trust needs no look at the
 * other account. Where its id is not known, its name stands in the trust's Sid; a server role that was made anew is then not
 * noticed from here.
 */
export function bucketRoleArgs(
  { serverAccount, serverRole }: Pick<Settings, "serverAccount" | "serverRole">,
  part: BucketSide,
): BucketRoleArgs & { readonly serverRole: { readonly arn: string; readonly uniqueId: string } } {
  const { bucketRole, externalId, previousExternalIds, sessionName } = part;
  const { bucketAccount, access, ...rights } = s3Access(part);
  return {
    ...rights,
    access: [...access],
    bucketAccountId: bucketAccount,
    roleName: bucketRole.name,
    path: bucketRole.path,
    permissionsBoundary: bucketRole.permissionsBoundary,
    maxSessionDuration: bucketRole.maxSessionDuration,
    serverRole: {
      arn: roleArnIn(serverAccount, serverRole),
      uniqueId: serverRole.uniqueId ?? serverRole.name,
    },
    externalId: pulumi.secret(externalId.reveal()),
    // Nobody here can see which ID the running docroot uses: a person says when the one before may go.
    former: {
      externalIds: pulumi.secret([...(previousExternalIds?.reveal() ?? [])]),
      serverRoles: [],
      places: [],
    },
    ...(sessionName?.required && { sessionNames: [sessionName.name] }),
  };
}
