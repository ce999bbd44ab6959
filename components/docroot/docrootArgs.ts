import * as pulumi from "@pulumi/pulumi";
import { privateKeyText, serverArgs } from "../server/serverArgs";
import type { Customer, Restart } from "../settings/types";
import type { DocrootArgs } from "./Docroot";
import { DEFAULT_TEMPLATE, docrootMark, docrootUri, maskedDocrootUri } from "./uri";

/**
 * What a customer's settings say of the docroot.
 * @param roleArn ARN of the bucket role that the docroot names.
 */
export function docrootArgs(customer: Customer, roleArn: string): DocrootArgs {
  const { bucket, docroot } = customer;
  const template = docroot.template ?? DEFAULT_TEMPLATE;
  const parts = { host: docroot.host, bucket: bucket.name, prefix: bucket.prefix, roleArn };
  const externalId = customer.externalId.reveal();
  return {
    server: serverArgs(customer),
    privateKeyText: privateKeyText(customer),
    transferUser: customer.transferUser,
    uri: pulumi.secret(docrootUri(template, { ...parts, externalId })),
    maskedUri: maskedDocrootUri(template, parts),
    externalId: pulumi.secret(externalId),
    mark: docrootMark(roleArn),
    takeOver: docroot.takeOver ?? "",
    nodeApi: {
      user: customer.nodeApi?.user ?? "",
      password: customer.nodeApi ? pulumi.secret(customer.nodeApi.password.reveal()) : "",
    },
    manners: { createEntry: customer.createTransferUserEntry, ...restartManners(customer.restart) },
  };
}

function restartManners(restart: Restart): DocrootArgs["manners"] {
  return restart.mode === "whenIdle"
    ? { restart: restart.mode, idleWait: restart.longestWait, idleThen: restart.ifBusy }
    : { restart: restart.mode };
}
