import { partitionOfRegion } from "../aws/arn";

/** What the ARN of a KMS key says. */
export interface KmsKeyName {
  readonly partition: string;
  readonly region: string;
  /** Twelve-digit id of the account that owns the key. */
  readonly account: string;
}

/** Where the key of a bucket must be. */
export interface KmsKeyPlace {
  /** Region of the bucket. */
  readonly region: string;
  /** Account that owns the key: the bucket's, unless another one is named. Not given, any. */
  readonly account?: string;
}

/** Why a key is refused. */
export interface KmsKeyFault {
  readonly expected: string;
  /** What was found; left out where the ARN itself may be shown. */
  readonly got?: string;
  readonly hint: string;
}

/** `key/` and a UUID, or `mrk-` and 32 hex digits for a key of several regions (KMS Developer Guide, "Key identifiers"). */
const KEY =
  /^arn:(aws(?:-[a-z]+)*):kms:([a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}):(\d{12}):key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/** What a key must be written as. */
export const A_KMS_KEY = "the ARN of a KMS key, arn:PARTITION:kms:REGION:ACCOUNT:key/ID";

/** The parts of a key's ARN; undefined for any other text, an alias among them. */
export function kmsKeyName(arn: string): KmsKeyName | undefined {
  const [, partition, region, account] = KEY.exec(arn) ?? [];
  return partition && region && account ? { partition, region, account } : undefined;
}

/** What is wrong with a key's ARN by itself. */
export function kmsKeyFault(arn: string): KmsKeyFault | undefined {
  if (kmsKeyName(arn)) return undefined;
  if (/(^|:)alias\//.test(arn))
    return {
      expected: A_KMS_KEY,
      got: "an alias",
      hint: "give the key itself, which no policy can name by an alias: `aws kms describe-key --key-id ALIAS` prints its Arn",
    };
  return { expected: A_KMS_KEY, hint: "`aws kms describe-key --key-id ID` prints it as Arn" };
}

/**
 * What is wrong with a key for one bucket. S3 uses keys of the bucket's own region only (S3 User Guide, "Using server-side
 * encryption with AWS KMS keys"), so one from elsewhere would never be asked.
 */
export function kmsKeyMisfit(arn: string, { region, account }: KmsKeyPlace): KmsKeyFault | undefined {
  const key = kmsKeyName(arn);
  if (!key) return kmsKeyFault(arn);
  const partition = partitionOfRegion(region);
  if (key.partition !== partition)
    return {
      expected: `a key of partition ${partition}, in which the bucket is`,
      got: `one of partition ${key.partition}`,
      hint: "give the key that the bucket's default encryption names; no right reaches from one partition into another",
    };
  if (key.region !== region)
    return {
      expected: `a key in ${region}, the bucket's region`,
      got: `one in ${key.region}`,
      hint: "give the key that the bucket's default encryption names; S3 uses keys of the bucket's own region only",
    };
  if (account !== undefined && key.account !== account)
    return {
      expected: `a key of account ${account}`,
      got: `one of account ${key.account}`,
      hint: `correct the ARN; if the bucket is encrypted with another account's key, set \`kmsKeyAccount\` to "${key.account}"`,
    };
  return undefined;
}
