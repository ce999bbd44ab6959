import * as pulumi from "@pulumi/pulumi";
import { asperaLinkChildren } from "../../components/AsperaLink";
import { bucketRoleChildren } from "../../components/BucketRole";
import { serverRightChildren } from "../../components/ServerRight";
import { serverRoleChildren } from "../../components/ServerRole";
import { CUSTOMER_LINK } from "../../program/arguments/asperaLinkArgs";
import { SERVER_ROLE } from "../../program/server/serverRoleOf";

const link = asperaLinkChildren(CUSTOMER_LINK);

/** What the program calls the server's resources whose names in AWS may be taken: `pulumi import` finds them by that. */
export const LOGICAL_NAMES = {
  serverRole: serverRoleChildren(SERVER_ROLE).role,
  serverProfile: serverRoleChildren(SERVER_ROLE).profile,
  /** Beside a server role that the same stack makes, whose name is an output. */
  serverRight: serverRightChildren(link.serverRight, pulumi.output("")).policy,
} as const;

/** The same of a bucket role. @param roleName its IAM name. */
export function bucketRoleNames(roleName: string) {
  const { role, rights } = bucketRoleChildren(link.bucketRole, roleName);
  return { role, rights } as const;
}
