import type { DocrootPlace } from "../../model/docroot/docrootTexts";
import type { Customer } from "../settings";
import { bucketRoleArn } from "./bucketRoleArn";

/** Where a customer's docroot leads, in plain text: the external ID is a secret. */
export function docrootPlace(customer: Customer): DocrootPlace {
  const { bucket, docroot, externalId, sessionName } = customer;
  return {
    bucket: bucket.name,
    prefix: bucket.prefix,
    bucketRoleArn: bucketRoleArn(customer),
    externalId: externalId?.reveal(),
    sessionName: sessionName?.name,
    template: docroot.template,
    storageHost: docroot.host,
  };
}
