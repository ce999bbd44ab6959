import * as pulumi from "@pulumi/pulumi";
import { bucketRoleArn } from "../access/bucketRoleArgs";
import { privateKeyText, serverArgs } from "../server/serverArgs";
import { spansTwoAccounts } from "../settings/procedure";
import type { Customer, Restart } from "../settings/types";
import type { DocrootArgs } from "./Docroot";
import {
  DEFAULT_TEMPLATE,
  docrootMark,
  docrootUri,
  maskedDocrootUri,
  ONE_ACCOUNT_TEMPLATE,
  placeMark,
} from "./uri";

/** What a customer's settings say of the docroot. */
export function docrootArgs(customer: Customer): DocrootArgs {
  const externalId = customer.externalId?.reveal() ?? "";
  const { uri, maskedUri, mark } = docrootTexts(customer, externalId);
  return {
    server: serverArgs(customer),
    privateKeyText: privateKeyText(customer),
    transferUser: customer.transferUser,
    uri: pulumi.secret(uri),
    maskedUri,
    externalId: pulumi.secret(externalId),
    mark,
    takeOver: customer.docroot.takeOver ?? "",
    nodeApi: {
      user: customer.nodeApi?.user ?? "",
      password: customer.nodeApi ? pulumi.secret(customer.nodeApi.password.reveal()) : "",
    },
    manners: { createEntry: customer.createTransferUserEntry, ...restartManners(customer.restart) },
  };
}

/** The docroot, the same for people's eyes, and by what it is known: the bucket role, or bucket and prefix. */
function docrootTexts(customer: Customer, externalId: string) {
  const { bucket, docroot } = customer;
  const place = { host: docroot.host, bucket: bucket.name, prefix: bucket.prefix };
  if (!spansTwoAccounts(customer)) {
    const uri = docrootUri(docroot.template ?? ONE_ACCOUNT_TEMPLATE, place);
    return { uri, maskedUri: uri, mark: placeMark(uri) };
  }
  const template = docroot.template ?? DEFAULT_TEMPLATE;
  const roleArn = bucketRoleArn(customer);
  return {
    uri: docrootUri(template, { ...place, roleArn, externalId }),
    maskedUri: maskedDocrootUri(template, { ...place, roleArn }),
    mark: docrootMark(roleArn),
  };
}

function restartManners(restart: Restart): DocrootArgs["manners"] {
  return restart.mode === "whenIdle"
    ? { restart: restart.mode, idleWait: restart.longestWait, idleThen: restart.ifBusy }
    : { restart: restart.mode };
}
