import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { BucketRole } from "./components/access/BucketRole";
import { bucketRoleArgs } from "./components/access/bucketRoleArgs";
import {
  reportForeignServerPolicies,
  reportServerTrustDrift,
  reportTrustDrift,
} from "./components/access/reportAccessDrift";
import { serverRoleOf } from "./components/access/serverRoleOf";
import { stackPolicy, stackPolicyName } from "./components/access/stackPolicy";
import { accountProvider } from "./components/accounts/accountProvider";
import { confirmBucket } from "./components/accounts/confirmBucket";
import { Docroot } from "./components/docroot/Docroot";
import { docrootArgs } from "./components/docroot/docrootArgs";
import { Link } from "./components/link/Link";
import { linkArgs } from "./components/link/linkArgs";
import { confirmInstance } from "./components/server/confirmInstance";
import { launchServer } from "./components/server/launchServer";
import { nextStepsOutput } from "./components/server/nextStepsOutput";
import { serverSoftwareOf } from "./components/server/software/ServerSoftware";
import { spansTwoAccounts } from "./components/settings/procedure";
import { readSettings } from "./components/settings/readSettings";

export = async () => {
  const settings = readSettings();
  const { serverAccount, customer, stack, tags } = settings;
  for (const warning of settings.warnings) void pulumi.log.warn(warning);

  // 1. A provider per account. What could not work, or would replace a running server, ends the run here.
  const serverProvider = accountProvider("server-account", serverAccount, tags);
  await confirmInstance(settings, serverProvider);
  const partner = customer && spansTwoAccounts(customer) ? customer : undefined;
  const bucketProvider = partner
    ? accountProvider("bucket-account", partner.bucketAccount, tags)
    : serverProvider;
  if (customer) {
    const owner = partner ? "bucketAccount" : "serverAccount";
    await confirmBucket(customer.bucket.name, owner, bucketProvider, serverAccount.region);
  }

  // 2. The server: its role, made here or by the server's own stack; its instance, launched here or running already; its
  // software, when it is to be upgraded.
  const serverRole = await serverRoleOf(settings, serverProvider);
  void reportServerTrustDrift(settings, serverProvider);
  void reportForeignServerPolicies(settings.serverRole.name, serverProvider);
  const launched = launchServer(settings, serverRole, serverProvider);
  const software = serverSoftwareOf(settings, launched?.address);
  const ofTheServer = {
    serverRoleArn: serverRole.arn,
    instanceProfile: serverRole.instanceProfile,
    ...(launched && { instanceId: launched.instance.id }),
    ...(software && { software: software.installed }),
    nextSteps: nextStepsOutput(settings, serverRole, serverProvider, launched),
  };
  if (!customer) return { ...ofTheServer, ...(launched && { address: launched.address }) };

  // 3. Two accounts: the bucket's role, which trusts that role, with the external ID.
  const bucketRole = partner && new BucketRole("bucket", bucketRoleArgs(partner, serverRole, bucketProvider));
  if (partner) void reportTrustDrift(partner, serverRole, bucketProvider);

  // 4. The one policy that this stack adds to the server's role: to assume the bucket's role, or the rights themselves.
  const policy = new RolePolicy(
    "server-role-policy",
    { name: stackPolicyName(stack), role: serverRole.name, policy: stackPolicy(customer, bucketRole?.arn) },
    { provider: serverProvider },
  );

  // 5. The link, proven before the server is pointed to it; the docroot.
  const pointedTo = docrootArgs(customer, launched);
  const granted = [policy, ...(bucketRole ? [bucketRole] : []), ...(software ? [software] : [])];
  const link = new Link("link", linkArgs(settings, customer, pointedTo, serverRole), { dependsOn: granted });
  const docroot = new Docroot("docroot", pointedTo, { dependsOn: [link] });

  return {
    ...ofTheServer,
    ...(bucketRole && { bucketRoleArn: bucketRole.arn }),
    docroot: docroot.docroot,
    link: link.link,
    server: pulumi.interpolate`${pointedTo.server.host}:${pointedTo.server.port}`,
    transferUser: customer.transferUser,
  };
};
