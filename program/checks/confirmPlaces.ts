import type { Found } from "../../model/findings/finding";
import type { Settings } from "../settings";
import { confirmBucket } from "./confirmBucket";
import { confirmRoles, type RolesAt } from "./confirmRoles";

/**
 * Asks the accounts at once, those that this stack has credentials for, for what this stack builds on: its
 * roles, whose names are free or its own, and the bucket in its region.
 * @returns what `up` takes off an imported role.
 * @throws RunError as `confirmRoles` and `confirmBucket` do.
 */
export async function confirmPlaces(settings: Settings, at: RolesAt): Promise<Found[]> {
  const { customer, bucketSide, serverAccount } = settings;
  const bucket = (bucketSide ?? customer)?.bucket;
  const [takenOff] = await Promise.all([
    confirmRoles(settings, at),
    bucket && at.owner && confirmBucket(at.owner, bucket.name, serverAccount.region),
  ]);
  return takenOff;
}
