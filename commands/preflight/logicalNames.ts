import { asperaLinkChildren } from "../../components/AsperaLink";
import { bucketRoleChildren } from "../../components/BucketRole";
import { serverRightChildren } from "../../components/ServerRight";
import { serverRoleChildren } from "../../components/ServerRole";
import { CUSTOMER_LINK } from "../../program/arguments/asperaLinkArgs";
import { SERVER_ROLE } from "../../program/server/serverRoleOf";

const link = asperaLinkChildren(CUSTOMER_LINK);

/** What the program calls the resources whose names in AWS may be taken already: `pulumi import` finds them by that. */
export const LOGICAL_NAMES = {
  serverRole: serverRoleChildren(SERVER_ROLE).role,
  serverProfile: serverRoleChildren(SERVER_ROLE).profile,
  serverRight: serverRightChildren(link.serverRight).policy,
  bucketRole: bucketRoleChildren(link.bucketRole).role,
  bucketRights: bucketRoleChildren(link.bucketRole).rights,
} as const;
