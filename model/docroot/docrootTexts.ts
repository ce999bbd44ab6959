import {
  DEFAULT_HOST,
  DEFAULT_TEMPLATE,
  docrootMark,
  docrootUri,
  maskedDocrootUri,
  ONE_ACCOUNT_TEMPLATE,
  placeMark,
  SESSION_TEMPLATE,
} from "./uri";

/** What a docroot leads to, and how it is written. */
export interface DocrootPlace {
  readonly bucket: string;
  /** Folder inside the bucket: empty or left out for the whole bucket, else ending with a slash. */
  readonly prefix?: string;
  /** ARN of the bucket role; left out in one account, where the server role holds the rights itself. */
  readonly bucketRoleArn?: string;
  /** What the server role presents to assume it; left out in one account. */
  readonly externalId?: string;
  /** Name of the session of the bucket role; left out for the server's own choice, and in one account. */
  readonly sessionName?: string;
  /** Text with placeholders in place of the default; see uri.ts. */
  readonly template?: string;
  /** Host of the object storage; default `s3.amazonaws.com`. */
  readonly storageHost?: string;
}

/** The texts that make a docroot. */
export interface DocrootTexts {
  /** URI, raw; holds the external ID. */
  readonly uri: string;
  /** The same with `(ours)` in place of the external ID: what a diff shows. */
  readonly maskedUri: string;
  /** Our external ID; empty in one account. */
  readonly externalId: string;
  /** By what a docroot is known to be this one's: the bucket role, or in one account bucket and prefix. */
  readonly mark: string;
}

/** The texts of a docroot; plain text, of which `uri` and `externalId` are secret. */
export function docrootTexts(place: DocrootPlace): DocrootTexts {
  const { bucket, prefix = "", bucketRoleArn, externalId = "", storageHost = DEFAULT_HOST } = place;
  const parts = { host: storageHost, bucket, prefix };
  if (bucketRoleArn === undefined) {
    const uri = docrootUri(place.template ?? ONE_ACCOUNT_TEMPLATE, parts);
    return { uri, maskedUri: uri, externalId: "", mark: placeMark(uri) };
  }
  const { sessionName } = place;
  const template = place.template ?? (sessionName === undefined ? DEFAULT_TEMPLATE : SESSION_TEMPLATE);
  const named = { ...parts, roleArn: bucketRoleArn, sessionName };
  return {
    uri: docrootUri(template, { ...named, externalId }),
    maskedUri: maskedDocrootUri(template, named),
    externalId,
    mark: docrootMark(bucketRoleArn),
  };
}
