import type { PolicyDocument } from "../access/policyDocument";
import { s3Permissions } from "../access/s3Permissions";
import { bucketRoleTrust } from "../access/trustPolicy";
import type { KitFacts } from "./facts";

/** Stands for the external ID in documents that must not hold it; nothing that IAM takes reads like it. */
export const HIDDEN = "(external ID)";

/**
 * The trust of the bucket role, as the component BucketRole has it.
 * @param externalId the value itself, or what stands for it in a template.
 */
export function kitTrust({ serverRole, sessionNames }: KitFacts, externalId: string): PolicyDocument {
  return bucketRoleTrust({ serverRoles: [serverRole], externalIds: [externalId], sessionNames });
}

/** The rights of the bucket role, as the component BucketRole has them. */
export function kitRights({ s3 }: KitFacts): PolicyDocument {
  return s3Permissions(s3);
}
