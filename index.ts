import { AsperaLink, ServerSoftware } from "./components";
import { accountProvider } from "./program/accounts/accountProvider";
import { asperaLinkArgs, CUSTOMER_LINK } from "./program/arguments/asperaLinkArgs";
import { serverSoftwareArgs } from "./program/arguments/serverSoftwareArgs";
import { awsAccount } from "./program/aws/account";
import { confirmInstance } from "./program/checks/confirmInstance";
import { confirmPlaces } from "./program/checks/confirmPlaces";
import { looks, looksAtTrust } from "./program/checks/looks";
import { sayAll, sayBefore } from "./program/checks/sayAll";
import { quietEnd } from "./program/quietEnd";
import { launchServer } from "./program/server/launchServer";
import { linkOutputs } from "./program/server/linkOutputs";
import { nextStepsOutput } from "./program/server/nextStepsOutput";
import { serverRoleArn, serverRoleOf } from "./program/server/serverRoleOf";
import { readSettings } from "./program/settings";
import { bucketOwner } from "./program/sides/bucketOwner";
import { bucketSideStack } from "./program/sides/bucketSideStack";

export = async () => {
  quietEnd();
  const settings = readSettings();
  const { serverAccount, customer, tags } = settings;
  await sayAll([settings.warnings]);
  if (settings.bucketSide) return bucketSideStack(settings, settings.bucketSide);

  // 1. A provider per account that we hold, and the same account to be looked at. What could not work ends the run here.
  const serverProvider = accountProvider("server-account", serverAccount, tags);
  const server = awsAccount("serverAccount", serverAccount);
  const unseen = await confirmInstance(settings, server);
  const { partner, bucketProvider, owner, unseen: ofOwner } = bucketOwner(settings, server);
  const takenOff = await confirmPlaces(settings, { server, owner });

  // 2. The server: its role, made here or by the server's own stack; its instance, launched here or running already; its
  // software, when it is to be upgraded.
  const serverRole = await serverRoleOf(settings, serverProvider, server);
  const roleArn = serverRoleArn(settings, serverRole);
  const found = [unseen, ofOwner, takenOff, ...looks(settings, { server, owner, serverRoleArn: roleArn })];
  const launched = launchServer(settings, serverRole, serverProvider);
  const upgrade = serverSoftwareArgs(settings, launched?.address);
  const software = upgrade && new ServerSoftware("server-software", upgrade);
  const ofTheServer = {
    serverRoleArn: serverRole.arn,
    instanceProfile: serverRole.instanceProfile,
    ...(launched && { instanceId: launched.instance.id }),
    ...(software && { software: software.installed }),
  };
  if (!customer) {
    const nextSteps = nextStepsOutput(settings, serverRole, server, { launched });
    await sayAll(found);
    return { ...ofTheServer, nextSteps, ...(launched && { address: launched.address }) };
  }

  // 3. The customer's link: roles and rights in both accounts, the proof, and the docroot that leads over it.
  const args = asperaLinkArgs(settings, customer, launched?.address);
  const link = new AsperaLink(
    CUSTOMER_LINK,
    { ...args, serverProvider, bucketProvider, serverRole, instance: launched?.instance },
    { dependsOn: software ? [software] : [] },
  );
  const { docroot } = link.docroot;
  const { stillAllowed, trustedBefore } = link.handover;
  const trust = partner && owner ? looksAtTrust(partner, roleArn, owner, trustedBefore) : [];
  const waited = { launched, docroot, stillAllowed, link: link.link };
  await sayAll(found);
  return {
    ...ofTheServer,
    ...linkOutputs(link, args.connection),
    nextSteps: nextStepsOutput(settings, serverRole, server, waited),
    stillAllowed: sayBefore(stillAllowed, trust),
    transferUser: customer.transferUser,
  };
};
