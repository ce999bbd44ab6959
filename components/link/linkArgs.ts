import { bucketRoleArn } from "../access/bucketRoleArgs";
import type { ServerRoleIdentity } from "../access/ServerRole";
import type { DocrootArgs } from "../docroot/Docroot";
import { spansTwoAccounts } from "../settings/procedure";
import type { Customer, Settings } from "../settings/types";
import { awsEndpoints } from "./endpoints";
import type { LinkArgs } from "./Link";

/**
 * What a customer's settings say of the proof.
 * @param docroot what the link leads from: server, transfer user and external ID are the docroot's own.
 * @param serverRole the role that the server carries.
 * @param environment variables that may lead to other endpoints; see endpoints.ts.
 */
export function linkArgs(
  { serverAccount: { region } }: Pick<Settings, "serverAccount">,
  customer: Customer,
  docroot: Pick<DocrootArgs, "server" | "transferUser" | "externalId" | "uri" | "nodeApi">,
  serverRole: Pick<ServerRoleIdentity, "arn">,
  environment: NodeJS.ProcessEnv = process.env,
): LinkArgs {
  const { bucket, proof } = customer;
  return {
    ...docroot.server,
    ...awsEndpoints(region, environment),
    transferUser: docroot.transferUser,
    externalId: docroot.externalId,
    wanted: docroot.uri,
    nodeUser: docroot.nodeApi.user,
    nodePassword: docroot.nodeApi.password,
    region,
    serverRole: serverRole.arn,
    bucketRole: spansTwoAccounts(customer) ? bucketRoleArn(customer) : "",
    bucket: bucket.name,
    // Full access has no outside: everything in the bucket is allowed, whatever the docroot shows of it.
    prefix: bucket.fullAccess ? "" : bucket.prefix,
    lists: bucket.access.some((operation) => operation !== "delete"),
    uploads: bucket.access.includes("upload"),
    required: proof.required,
    wait: proof.wait,
    fullRefresh: proof.fullRefresh,
  };
}
