import * as pulumi from "@pulumi/pulumi";
import { bucketRoleArn } from "../access/bucketRoleArgs";
import type { LaunchedServer } from "../server/launchServer";
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

/**
 * What a customer's settings say of the docroot.
 * @param launched the server that this stack launched; undefined for one that runs already.
 */
export function docrootArgs(customer: Customer, launched?: LaunchedServer): DocrootArgs {
  const { uri, maskedUri, externalId, mark } = docrootTexts(customer);
  return {
    server: serverArgs(customer, launched?.address),
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
    instance: launched?.instance,
    manners: { createEntry: customer.createTransferUserEntry, ...restartManners(customer.restart) },
  };
}

/** The texts that make one stack's docroot. */
export interface DocrootTexts {
  /** URI, raw; holds the external ID. */
  readonly uri: string;
  /** The same for people's eyes. */
  readonly maskedUri: string;
  /** Our external ID; empty in the one-account procedure. */
  readonly externalId: string;
  /** By what it is known: the bucket role, or in the one-account procedure bucket and prefix. */
  readonly mark: string;
}

/** What a customer's settings make of the docroot; plain text, of which `uri` and `externalId` are secret. */
export function docrootTexts(customer: Customer): DocrootTexts {
  const { bucket, docroot } = customer;
  const place = { host: docroot.host, bucket: bucket.name, prefix: bucket.prefix };
  if (!spansTwoAccounts(customer)) {
    const uri = docrootUri(docroot.template ?? ONE_ACCOUNT_TEMPLATE, place);
    return { uri, maskedUri: uri, externalId: "", mark: placeMark(uri) };
  }
  const template = docroot.template ?? DEFAULT_TEMPLATE;
  const roleArn = bucketRoleArn(customer);
  const externalId = customer.externalId.reveal();
  return {
    uri: docrootUri(template, { ...place, roleArn, externalId }),
    maskedUri: maskedDocrootUri(template, { ...place, roleArn }),
    externalId,
    mark: docrootMark(roleArn),
  };
}

function restartManners(restart: Restart): DocrootArgs["manners"] {
  return restart.mode === "whenIdle"
    ? { restart: restart.mode, idleWait: restart.longestWait, idleThen: restart.ifBusy }
    : { restart: restart.mode };
}
