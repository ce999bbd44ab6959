import { domainOfRegion } from "../aws/endpoints";
import { kmsKeyName } from "./kmsKey";
import type { Statement } from "./policyDocument";

const DECRYPT = "kms:Decrypt";
const DATA_KEY = "kms:GenerateDataKey";

/**
 * What S3 asks of the key for each of its own actions. Uploads of several parts are decrypted again when they are put
 * together, so to upload takes both (AWS re:Post knowledge center, "s3-large-file-encryption-kms-key").
 */
const FOR: Readonly<Record<string, readonly string[]>> = {
  "s3:PutObject": [DECRYPT, DATA_KEY],
  "s3:GetObject": [DECRYPT],
  "s3:*": [DECRYPT, DATA_KEY],
};

/** The rights on a KMS key that S3 actions take with a bucket that is encrypted with it; none to list or to delete. */
export function kmsActions(s3Actions: readonly string[]): string[] {
  return [...new Set(s3Actions.flatMap((action) => FOR[action] ?? []))].sort();
}

/**
 * S3 of the key's region, by the names under which it may ask KMS (`kms:ViaService`). In China that is one of two, and AWS's
 * pages do not say which: both are AWS's own, so both are named.
 */
export function viaS3(kmsKeyArn: string): string | string[] {
  const region = kmsKeyName(kmsKeyArn)?.region ?? "";
  const global = `s3.${region}.amazonaws.com`;
  const own = `s3.${region}.${domainOfRegion(region)}`;
  return own === global ? own : [own, global];
}

/**
 * The statement that lets a role use the key of its bucket, through S3 of that region and in no other way: nobody decrypts with
 * it what is not in S3. None where the S3 actions take no key.
 * @param s3Actions everything that the role may do in S3.
 */
export function useKey(kmsKeyArn: string, s3Actions: readonly string[]): Statement[] {
  const Action = kmsActions(s3Actions);
  if (Action.length === 0) return [];
  return [
    {
      Sid: "UseKey",
      Effect: "Allow",
      Action,
      Resource: kmsKeyArn,
      Condition: { StringEquals: { "kms:ViaService": viaS3(kmsKeyArn) } },
    },
  ];
}
