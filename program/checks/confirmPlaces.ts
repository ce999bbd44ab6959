import type { Found } from "../../model/findings/finding";
import type { Settings } from "../settings";
import { confirmBucket } from "./confirmBucket";
import { confirmNames, type NamesAt } from "./confirmNames";

/**
 * Asks both accounts at once for what this stack builds on: its names, free or its own, and the bucket in its region.
 * @returns what `up` takes off an imported role.
 * @throws RunError as `confirmNames` and `confirmBucket` do.
 */
export async function confirmPlaces(settings: Settings, at: NamesAt): Promise<Found[]> {
  const { customer, serverAccount } = settings;
  const [takenOff] = await Promise.all([
    confirmNames(settings, at),
    customer && confirmBucket(at.owner, customer.bucket.name, serverAccount.region),
  ]);
  return takenOff;
}
