import { type PolicyDocument, policyDocument, type Statement } from "./policyDocument";
import type { TrustWindow } from "./trustWindow";

/**
 * The server role's trust: EC2 instances, and nothing else, may carry it.
 * @param partition AWS partition; in `aws-cn` the service has its own name.
 * @param window when they may; not given, at all times.
 */
export function ec2Trust(partition: string, window: TrustWindow = {}): PolicyDocument {
  const { notBefore, notAfter } = window;
  // The operators of IBM's article on IAM roles.
  const dates = {
    ...(notBefore && { DateGreaterThan: { "aws:CurrentTime": notBefore } }),
    ...(notAfter && { DateLessThan: { "aws:CurrentTime": notAfter } }),
  };
  return policyDocument({
    Sid: "AsperaServerInstance",
    Effect: "Allow",
    Principal: { Service: partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
    ...(Object.keys(dates).length > 0 && { Condition: dates }),
  });
}

/** Stands among names of sessions for a name that nobody here knows; STS takes none like it. */
export const ANY_SESSION_NAME = "*";

/**
 * The names that a trust may demand while a name is changed; undefined: it must demand none.
 * @param wanted the names that are to be demanded; undefined for none.
 * @param former the names that running docroots still use.
 */
export function demandedNames(
  wanted: readonly string[] | undefined,
  former: readonly string[],
): string[] | undefined {
  return wanted === undefined || former.includes(ANY_SESSION_NAME) ? undefined : [...wanted, ...former];
}

/** A server role that a trust names. */
export interface TrustedRole {
  /** ARN: one role, never an account. */
  readonly arn: string;
  /** IAM's own id of the role (`AROA...`). */
  readonly uniqueId: string;
}

/** Who may assume a bucket role. */
export interface BucketRoleTrust {
  /** The server's role; more than one only while a server is given another. */
  readonly serverRoles: readonly TrustedRole[];
  /** The external IDs of which the caller must present one; more than one only while an ID is rotated. */
  readonly externalIds: readonly string[];
  /** The names of which a session must bear one; default: any name. More than one only while a name is changed. */
  readonly sessionNames?: readonly string[];
}

/**
 * The bucket role's trust: exactly the server role, and only with an external ID of ours.
 *
 * AWS replaces the ARN by the role's unique id when it saves the policy, so a server role that was deleted and made
 * again is no longer trusted while the text still looks right. The id in the Sid makes the text differ, and so `up`
 * repairs it.
 * @throws when no server role or no external ID is given: such a trust would be open to nobody or to a confused deputy.
 */
export function bucketRoleTrust({ serverRoles, externalIds, sessionNames }: BucketRoleTrust): PolicyDocument {
  if (serverRoles.length === 0) throw new Error("a bucket role's trust needs a server role");
  if (externalIds.length === 0) throw new Error("a bucket role's trust needs at least one external ID");
  return policyDocument(
    ...serverRoles.map(
      ({ arn, uniqueId }): Statement => ({
        Sid: serverRoleSid(uniqueId),
        Effect: "Allow",
        Principal: { AWS: arn },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: {
            "sts:ExternalId": [...externalIds],
            ...(sessionNames && { "sts:RoleSessionName": [...sessionNames] }),
          },
        },
      }),
    ),
  );
}

/** The Sid of the trust's statement: names the server role by its unique id (`AROA...`). Letters and digits only. */
export function serverRoleSid(uniqueId: string): string {
  return `AsperaServerRole${uniqueId.replace(/[^A-Za-z0-9]/g, "")}`;
}
