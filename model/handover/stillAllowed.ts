import { type BucketPlace, includesPlace } from "../access/bucketPlace";
import { ANY_SESSION_NAME } from "../access/trustPolicy";
import { type Allowance, lostInWords, partsLost } from "./allowance";

/** An allowance that the stack wants no longer, and that a running docroot may still use. */
export interface FormerAllowance extends Allowance {
  /** When the stack began to want another, ISO 8601. */
  readonly since: string;
  /** Fingerprint of the docroot that needed it; a secret, since it is a plain hash over the external ID. */
  readonly docroot: string;
}

/** What trust and rights must hold besides what is wanted. */
export interface StillAllowed {
  /** Secrets. */
  readonly externalIds: string[];
  /** Names that sessions may bear besides the one that is demanded; ANY_SESSION_NAME where one of them is not known. */
  readonly sessionNames: string[];
  /** ARNs. */
  readonly bucketRoles: string[];
  readonly serverRoles: { readonly arn: string; readonly uniqueId: string }[];
  readonly places: BucketPlace[];
}

/**
 * The former allowances that allow something which the wanted one does not, each once, the oldest first. And those under
 * another session name, which takes nothing away until a trust demands one.
 */
export function stillOpen(former: readonly FormerAllowance[], wanted: Allowance): FormerAllowance[] {
  const open = former.filter(
    (one) => partsLost(one, wanted).length > 0 || one.sessionName !== wanted.sessionName,
  );
  return [...new Map([...open].reverse().map((one) => [keyOf(one), one])).values()].reverse();
}

/** What they take together: each part once, and only where the wanted one lacks it. */
export function stillAllowed(open: readonly FormerAllowance[], wanted: Allowance): StillAllowed {
  const lacking = (part: ReturnType<typeof partsLost>[number]) =>
    open.filter((one) => partsLost(one, wanted).includes(part));
  const serverRoles = lacking("server role").map(
    ({ serverRole: arn, serverRoleId: uniqueId }) => [arn, { arn, uniqueId }] as const,
  );
  return {
    externalIds: once(
      lacking("external ID").flatMap(({ externalIds }) =>
        externalIds.filter((id) => !wanted.externalIds.includes(id)),
      ),
    ),
    sessionNames: once(lacking("session name").map(({ sessionName }) => sessionName ?? ANY_SESSION_NAME)),
    bucketRoles: once(lacking("bucket role").flatMap(({ bucketRole }) => bucketRole ?? [])),
    serverRoles: [...new Map(serverRoles).values()],
    places: widest(lacking("place").map(({ place }) => place)),
  };
}

/** The same as it may be shown, each thing once. */
export function stillAllowedInWords(open: readonly FormerAllowance[], wanted: Allowance): string[] {
  return once(open.flatMap((one) => lostInWords(one, wanted)));
}

/** Days for which something former may stay allowed before that is a warning. */
export const OVERDUE_DAYS = 7;

/** How long the oldest has been waiting, in whole days. */
export function daysOpen(open: readonly FormerAllowance[], now: Date): number {
  const oldest = Math.min(...open.map(({ since }) => Date.parse(since)));
  return Number.isFinite(oldest) ? Math.floor((now.getTime() - oldest) / 86_400_000) : 0;
}

function keyOf({ since: _, ...allowance }: FormerAllowance): string {
  return JSON.stringify(allowance);
}

/** Places that no other of them includes. */
function widest(places: readonly BucketPlace[]): BucketPlace[] {
  return places.filter(
    (one, at) =>
      !places.some(
        (other, index) =>
          index !== at && includesPlace(other, one) && (index < at || !includesPlace(one, other)),
      ),
  );
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
