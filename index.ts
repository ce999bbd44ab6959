import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { assumeRight, assumeRightName } from "./components/access/assumeRight";
import { BucketRole } from "./components/access/BucketRole";
import { bucketRoleArgs, bucketRoleArn } from "./components/access/bucketRoleArgs";
import { reportForeignServerPolicies, reportTrustDrift } from "./components/access/reportAccessDrift";
import { serverRoleOf } from "./components/access/serverRoleOf";
import { accountProvider } from "./components/accounts/accountProvider";
import { confirmBucket } from "./components/accounts/confirmBucket";
import { Docroot } from "./components/docroot/Docroot";
import { docrootArgs } from "./components/docroot/docrootArgs";
import { Link } from "./components/link/Link";
import { linkArgs } from "./components/link/linkArgs";
import { nextStepsOutput } from "./components/server/nextStepsOutput";
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
  const bucketProvider = accountProvider("bucket-account", customer.bucketAccount, tags);
  await confirmBucket(customer.bucket.name, bucketProvider, serverAccount.region);

  // 2. The server's role: made here, or by the server's own stack.
  const serverRole = await serverRoleOf(settings, serverProvider);

  // 3. The bucket's role: trusts that role, with the external ID.
  const bucketRole = new BucketRole("bucket", bucketRoleArgs(customer, serverRole, bucketProvider));
  void reportTrustDrift(customer, serverRole, bucketProvider);

  // 4. The one right that this stack adds to the server's role.
  const right = new RolePolicy(
    "assume-bucket-role",
    {
      name: assumeRightName(stack),
      role: serverRole.name,
      policy: assumeRight<pulumi.Input<string>>(bucketRole.arn),
    },
    { provider: serverProvider },
  );
  void reportForeignServerPolicies(settings.serverRole.name, serverProvider);

  // 5. The link, proven from the server before it is pointed anywhere; then the docroot.
  const pointedTo = docrootArgs(customer, bucketRoleArn(customer));
  const link = new Link("link", linkArgs(settings, customer, pointedTo, serverRole), {
    dependsOn: [bucketRole, right],
  });
  const docroot = new Docroot("docroot", pointedTo, { dependsOn: [link] });

  return {
    serverRoleArn: serverRole.arn,
    instanceProfile: serverRole.instanceProfile,
    bucketRoleArn: bucketRole.arn,
    docroot: docroot.docroot,
    link: link.link,
    server: `${customer.server.host}:${customer.server.port}`,
    transferUser: customer.transferUser,
    nextSteps: nextStepsOutput(settings, serverRole, serverProvider),
  };
};
