import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { assumeRight, assumeRightName } from "./components/access/assumeRight";
import { BucketRole } from "./components/access/BucketRole";
import { serverRoleOf } from "./components/access/serverRoleOf";
import { accountProvider } from "./components/accounts/accountProvider";
import { partitionOfRegion, roleArn } from "./components/accounts/arn";
import { confirmBucket } from "./components/accounts/confirmBucket";
import { Docroot } from "./components/docroot/Docroot";
import { docrootArgs } from "./components/docroot/docrootArgs";
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
  const { bucketAccount, bucketRole, bucket } = customer;
  const bucketProvider = accountProvider("bucket-account", bucketAccount, tags);
  await confirmBucket(bucket.name, bucketProvider, serverAccount.region);

  // 2. The server's role: made here, or by the server's own stack.
  const serverRole = await serverRoleOf(settings, serverProvider);

  // 3. The bucket's role: trusts that role, with the external ID.
  const partition = partitionOfRegion(bucketAccount.region);
  const inBucketAccount = new BucketRole("bucket", {
    provider: bucketProvider,
    roleName: bucketRole.name,
    path: bucketRole.path,
    permissionsBoundary: bucketRole.permissionsBoundary,
    maxSessionDuration: bucketRole.maxSessionDuration,
    trustedServerRole: serverRole,
    externalId: pulumi.secret(customer.externalId.reveal()),
    s3: {
      partition,
      bucketAccount: bucketAccount.id,
      bucket: bucket.name,
      prefix: bucket.prefix,
      access: bucket.access,
    },
  });

  // 4. The one right that this stack adds to the server's role.
  const right = new RolePolicy(
    "assume-bucket-role",
    {
      name: assumeRightName(stack),
      role: serverRole.name,
      policy: assumeRight<pulumi.Input<string>>(inBucketAccount.arn),
    },
    { provider: serverProvider },
  );

  // 5. The docroot, last: the server is pointed to what is there.
  const arn = roleArn({ partition, account: bucketAccount.id, path: bucketRole.path, name: bucketRole.name });
  const docroot = new Docroot("docroot", docrootArgs(customer, arn), { dependsOn: [inBucketAccount, right] });

  return {
    serverRoleArn: serverRole.arn,
    instanceProfile: serverRole.instanceProfile,
    bucketRoleArn: inBucketAccount.arn,
    docroot: docroot.docroot,
    server: `${customer.server.host}:${customer.server.port}`,
    transferUser: customer.transferUser,
    nextSteps: nextStepsOutput(settings, serverRole, serverProvider),
  };
};
