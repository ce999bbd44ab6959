import type { Found } from "../../model/findings/finding";
import { refusal, type Settings } from "../settings";
import { confirmBucket } from "./confirmBucket";
import { confirmRoles, type RolesAt } from "./confirmRoles";

/**
 * Asks the accounts at once, those that this stack has credentials for, for what this stack builds on: its
 * roles, whose names are free or its own, and the bucket in its region.
 * @returns what `up` takes off an imported role.
 * @throws RunError as `confirmRoles` and `confirmBucket` do; with the words of both where both do.
 */
export async function confirmPlaces(settings: Settings, at: RolesAt): Promise<Found[]> {
  const { customer, bucketSide, serverAccount } = settings;
  const bucket = (bucketSide ?? customer)?.bucket;
  const [roles, place] = await Promise.allSettled([
    confirmRoles(settings, at),
    bucket && at.owner && confirmBucket(at.owner, bucket.name, serverAccount.region),
  ]);
  if (roles.status === "rejected" && place.status === "rejected")
    throw refusal([roles, place].map(({ reason }) => (reason as Error).message).join("\n"));
  if (place.status === "rejected") throw place.reason;
  if (roles.status === "rejected") throw roles.reason;
  return roles.value;
}
