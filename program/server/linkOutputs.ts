import * as pulumi from "@pulumi/pulumi";
import type { AsperaLink } from "../../components";
import type { ConnectionArgs } from "../../components/connection";

/** What a stack says of a customer's link. @param connection how the server is reached. */
export function linkOutputs({ bucketRole, docroot, link }: AsperaLink, { host, port }: ConnectionArgs) {
  return {
    ...(bucketRole && { bucketRoleArn: bucketRole.arn }),
    docroot: docroot.docroot,
    link: link.link,
    operations: link.operations,
    lastSeen: docroot.lastSeen,
    server: pulumi.interpolate`${host}:${port}`,
  };
}
