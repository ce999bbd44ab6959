import type { S3Access } from "../access/s3Permissions";
import type { IamName } from "../aws/arn";

/** All that a customer's kit is made of; no secret. */
export interface KitFacts {
  /** The operator's name for this customer: the stack. */
  readonly stack: string;
  /** The bucket role that the kit makes, in the bucket account. */
  readonly role: IamName;
  /** ARN of the managed policy that bounds it; default none. */
  readonly permissionsBoundary?: string;
  /** Longest session, seconds. */
  readonly maxSessionDuration: number;
  /** Tags on the role, by key. */
  readonly tags: Readonly<Record<string, string>>;
  /** The one role that may assume it. The customer cannot look its id up, so the operator's side does. */
  readonly serverRole: { readonly arn: string; readonly uniqueId: string };
  /** The names of which a session must bear one; default: any name. */
  readonly sessionNames?: readonly string[];
  /** Region of the server, in which the bucket must be too. */
  readonly region: string;
  /** Bucket, folder, and what may be done there. */
  readonly s3: S3Access;
}
