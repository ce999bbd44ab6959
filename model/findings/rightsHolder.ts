import { type RefusedCall, type Remedy, remedyOf } from "./denial";
import type { Owner } from "./finding";

/** The roles of a link. */
export interface LinkRoles {
  /** ARN of the role that the server carries. */
  readonly serverRoleArn: string;
  /** ARN of the role that it assumes; left out in one account, where the server role holds the rights itself. */
  readonly bucketRoleArn?: string;
}

/** The role that holds the rights on the bucket, and who can change them. */
export function rightsHolder({ serverRoleArn, bucketRoleArn }: LinkRoles): { role: string; owner: Owner } {
  return bucketRoleArn === undefined
    ? { role: serverRoleArn, owner: "server account" }
    : { role: bucketRoleArn, owner: "bucket account" };
}

/** Where AWS says why a call to S3 was refused: whose that is, and what to do. */
export function bucketRemedy(
  facts: LinkRoles & { readonly bucket: string; readonly because: string },
  call: Pick<RefusedCall, "action" | "resource">,
): Remedy | undefined {
  const { because, bucket } = facts;
  // The proof bounds its own session by a policy of ours, and no account can change that one.
  if (/ session policy\b/.test(because)) return { owner: "operator", hint: OURS };
  const { role, owner } = rightsHolder(facts);
  const resourcePolicy = `bucket policy of ${bucket}`;
  return remedyOf({ ...call, because, role, roleOwner: owner, resourceOwner: owner, resourcePolicy });
}

const OURS =
  "the proof's own session policy refused this, which is a fault of this program; report it with this message";
