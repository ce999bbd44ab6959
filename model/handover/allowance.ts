import { type BucketPlace, includesPlace } from "../access/bucketPlace";

/** What trust and rights must allow so that one docroot works. */
export interface Allowance {
  /** ARN of the role that the server carries. */
  readonly serverRole: string;
  /** IAM's own id of that role (`AROA...`). */
  readonly serverRoleId: string;
  /** ARN of the role that it assumes; left out in one account. */
  readonly bucketRole?: string;
  /** The external IDs of which it presents one; secrets; none in one account. */
  readonly externalIds: readonly string[];
  /** What the docroot calls the sessions of that role; left out where the server chooses. */
  readonly sessionName?: string;
  /** Whether the trust lets in sessions of that name only; default false. */
  readonly demandsSessionName?: boolean;
  readonly place: BucketPlace;
  /**
   * True where somebody else makes the bucket role: its trust and its rights are then theirs to give and to take, and of all
   * this only whether the server may assume the role is ours; default false.
   */
  readonly roleIsTheirs?: boolean;
}

/** The parts of an allowance that can be taken away each for itself. */
export type Part = "external ID" | "session name" | "bucket role" | "server role" | "place";

/** What `former` allows and `wanted` does not; empty when nothing would be taken away. */
export function partsLost(former: Allowance, wanted: Allowance): Part[] {
  const anotherRole = former.bucketRole !== undefined && former.bucketRole !== wanted.bucketRole;
  if (wanted.roleIsTheirs) return anotherRole ? ["bucket role"] : [];
  const lost: Part[] = [];
  if (former.externalIds.some((id) => !wanted.externalIds.includes(id))) lost.push("external ID");
  if (wanted.demandsSessionName && former.sessionName !== wanted.sessionName) lost.push("session name");
  if (anotherRole) lost.push("bucket role");
  // By ARN: a role that was deleted and made again is one nobody can carry any more.
  if (former.serverRole !== wanted.serverRole) lost.push("server role");
  if (!includesPlace(wanted.place, former.place)) lost.push("place");
  return lost;
}

/** What would be taken away, as it may be shown: `an earlier external ID`, `old/ in acme-media: upload, download`. */
export function lostInWords(former: Allowance, wanted: Allowance): string[] {
  const words: Record<Part, () => string> = {
    "external ID": () => "an earlier external ID",
    "session name": () =>
      former.sessionName === undefined ? "sessions of any name" : `sessions named ${former.sessionName}`,
    "bucket role": () => `bucket role ${former.bucketRole}`,
    "server role": () => `server role ${former.serverRole}`,
    place: () => placeInWords(former.place),
  };
  return partsLost(former, wanted).map((part) => words[part]());
}

function placeInWords({ kmsKeyArn, ...place }: BucketPlace): string {
  return `${rightsInWords(place)}${kmsKeyArn === undefined ? "" : `, with ${kmsKeyArn}`}`;
}

function rightsInWords({ bucket, prefix, access, vendorRights, fullAccess }: BucketPlace): string {
  if (fullAccess) return `everything in ${bucket}`;
  const where = prefix === "" ? `the whole of ${bucket}` : `${prefix} in ${bucket}`;
  return `${where}: ${access.join(", ")}${vendorRights ? " (with the vendor's rights)" : ""}`;
}
