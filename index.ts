import * as pulumi from "@pulumi/pulumi";
import { AsperaLink, ServerSoftware } from "./components";
import { messageOf } from "./model/findings/finding";
import { accountProvider } from "./program/accounts/accountProvider";
import { asperaLinkArgs, CUSTOMER_LINK } from "./program/arguments/asperaLinkArgs";
import { serverSoftwareArgs } from "./program/arguments/serverSoftwareArgs";
import { confirmBucket } from "./program/checks/confirmBucket";
import { confirmInstance } from "./program/checks/confirmInstance";
import {
  reportBucketRoleTrust,
  reportForeignServerPolicies,
  reportServerRoleTrust,
} from "./program/checks/reportAccessDrift";
import { launchServer } from "./program/server/launchServer";
import { nextStepsOutput } from "./program/server/nextStepsOutput";
import { serverRoleOf } from "./program/server/serverRoleOf";
import { readSettings, spansTwoAccounts } from "./program/settings";

export = async () => {
  const settings = readSettings();
  const { serverAccount, customer, tags } = settings;
  for (const warning of settings.warnings) void pulumi.log.warn(messageOf(warning));

  // 1. A provider per account. What could not work, or would replace a running server, ends the run here.
  const serverProvider = accountProvider("server-account", serverAccount, tags);
  await confirmInstance(settings, serverProvider);
  const partner = customer && spansTwoAccounts(customer) ? customer : undefined;
  const bucketProvider = partner && accountProvider("bucket-account", partner.bucketAccount, tags);
  if (customer) {
    const [owner, provider] = bucketProvider
      ? (["bucketAccount", bucketProvider] as const)
      : (["serverAccount", serverProvider] as const);
    await confirmBucket(customer.bucket.name, owner, provider, serverAccount.region);
  }

  // 2. The server: its role, made here or by the server's own stack; its instance, launched here or running already; its
  // software, when it is to be upgraded.
  const serverRole = await serverRoleOf(settings, serverProvider);
  void reportServerRoleTrust(settings, serverProvider);
  void reportForeignServerPolicies(settings.serverRole.name, serverProvider);
  const launched = launchServer(settings, serverRole, serverProvider);
  const upgrade = serverSoftwareArgs(settings, launched?.address);
  const software = upgrade && new ServerSoftware("server-software", upgrade);
  const ofTheServer = {
    serverRoleArn: serverRole.arn,
    instanceProfile: serverRole.instanceProfile,
    ...(launched && { instanceId: launched.instance.id }),
    ...(software && { software: software.installed }),
    nextSteps: nextStepsOutput(settings, serverRole, serverProvider, launched),
  };
  if (!customer) return { ...ofTheServer, ...(launched && { address: launched.address }) };

  // 3. The customer's link: the roles and rights in both accounts, the proof, and the docroot that leads over it.
  const args = asperaLinkArgs(settings, customer, launched?.address);
  const link = new AsperaLink(
    CUSTOMER_LINK,
    { ...args, serverProvider, bucketProvider, serverRole, instance: launched?.instance },
    { dependsOn: software ? [software] : [] },
  );
  if (partner && bucketProvider) void reportBucketRoleTrust(partner, serverRole, bucketProvider);

  const { host, port } = args.connection;
  return {
    ...ofTheServer,
    ...(link.bucketRole && { bucketRoleArn: link.bucketRole.arn }),
    docroot: link.docroot.docroot,
    link: link.link.link,
    server: pulumi.interpolate`${host}:${port}`,
    transferUser: customer.transferUser,
  };
};
