import { hasEnded } from "../../../model/access/trustWindow";
import { partitionOfArn, partitionOfRegion } from "../../../model/aws/arn";
import { accountOfArn } from "../schema/arn";
import type { Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";

/** Refuses a trust window that has closed: nobody could assume the role. @param now skipped when undefined. */
export function checkTrustWindow({ serverRole }: Values, now: Date | undefined, refuse: Refuse): void {
  const window = serverRole?.trustWindow;
  if (!window || !now || !hasEnded(window, now)) return;
  const hint = "move it or remove it; no instance gets credentials from the role any more";
  refuse("serverRole.trustWindow.notAfter", { expected: "an instant in the future", hint }, window.notAfter);
}

/** Refuses a permissions boundary outside the role's own partition, or account unless it is AWS's own. */
export function checkBoundaries(values: Values, refuse: Refuse): void {
  const pairs = [
    ["serverRole", values.serverRole?.permissionsBoundary, values.serverAccount],
    ["bucketRole", values.bucketRole?.permissionsBoundary, values.bucketAccount],
  ] as const;
  for (const [role, boundary, { id: account, region } = {}] of pairs) {
    const owner = boundary && accountOfArn(boundary);
    const partition = region && partitionOfRegion(region);
    if (boundary && partition && partitionOfArn(boundary) !== partition) {
      const hint = `use a policy from the partition of the role that it bounds; region ${region} is in ${partition}`;
      refuse(
        `${role}.permissionsBoundary`,
        { expected: `a policy of partition ${partition}`, hint },
        boundary,
      );
      continue;
    }
    if (!owner || !account || owner === account || owner === "aws") continue;
    const hint = "use a policy from the account of the role that it bounds";
    refuse(`${role}.permissionsBoundary`, { expected: `a policy of account ${account}`, hint }, boundary);
  }
}
