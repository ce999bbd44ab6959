import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { BucketRole } from "./components/access/BucketRole";
import { bucketRoleArgs } from "./components/access/bucketRoleArgs";
import { reportForeignServerPolicies, reportTrustDrift } from "./components/access/reportAccessDrift";
import { serverRoleOf } from "./components/access/serverRoleOf";
import { stackPolicy, stackPolicyName } from "./components/access/stackPolicy";
import { accountProvider } from "./components/accounts/accountProvider";
import { confirmBucket } from "./components/accounts/confirmBucket";
import { Docroot } from "./components/docroot/Docroot";
import { docrootArgs } from "./components/docroot/docrootArgs";
import { Link } from "./components/link/Link";
import { linkArgs } from "./components/link/linkArgs";
import { nextStepsOutput } from "./components/server/nextStepsOutput";
import { spansTwoAccounts } from "./components/settings/procedure";
import { readSettings } from "./components/settings/readSettings";

export = async () => {
  const settings = readSettings();
  const { serverAccount, customer, stack, tags } = settings;
  for (const warning of settings.warnings) void pulumi.log.warn(warning);

  // 1. A provider per account. Credentials of another account, or a bucket that Aspera cannot serve, end the run here.
  const serverProvider = accountProvider("server-account", serverAccount, tags);
  if (!customer) {
    const serverRole = await serverRoleOf(settings, serverProvider);
    return {
      serverRoleArn: serverRole.arn,
      instanceProfile: serverRole.instanceProfile,
      nextSteps: nextStepsOutput(settings, serverRole, serverProvider),
    };
  }
  const partner = spansTwoAccounts(customer) ? customer : undefined;
  const bucketProvider = partner
    ? accountProvider("bucket-account", partner.bucketAccount, tags)
    : serverProvider;
  await confirmBucket(customer.bucket.name, bucketProvider, serverAccount.region);

  // 2. The server's role: made here, or by the server's own stack.
  const serverRole = await serverRoleOf(settings, serverProvider);

  // 3. Two accounts: the bucket's role, which trusts that role, with the external ID.
  const bucketRole = partner && new BucketRole("bucket", bucketRoleArgs(partner, serverRole, bucketProvider));
  if (partner) void reportTrustDrift(partner, serverRole, bucketProvider);

  // 4. The one policy that this stack adds to the server's role: to assume the bucket's role, or the rights themselves.
  const policy = new RolePolicy(
    "server-role-policy",
    { name: stackPolicyName(stack), role: serverRole.name, policy: stackPolicy(customer, bucketRole) },
    { provider: serverProvider },
  );
  void reportForeignServerPolicies(settings.serverRole.name, serverProvider);

  // 5. The link, proven from the server before it is pointed anywhere; then the docroot.
  const pointedTo = docrootArgs(customer);
  const granted = bucketRole ? [bucketRole, policy] : [policy];
  const link =
    partner &&
    new Link("link", linkArgs(settings, partner, pointedTo, serverRole), {
      dependsOn: granted,
    });
  const docroot = new Docroot("docroot", pointedTo, { dependsOn: link ? [link] : granted });

  return {
    serverRoleArn: serverRole.arn,
    instanceProfile: serverRole.instanceProfile,
    bucketRoleArn: bucketRole?.arn,
    docroot: docroot.docroot,
    link: link?.link,
    server: `${customer.server.host}:${customer.server.port}`,
    transferUser: customer.transferUser,
    nextSteps: nextStepsOutput(settings, serverRole, serverProvider),
  };
};
