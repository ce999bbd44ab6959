import { hasEnded } from "../../../model/access/trustWindow";
import { accountOfArn, partitionOfArn, partitionOfRegion } from "../../../model/aws/arn";
import type { Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";

/** Refuses what says how a role is made where this stack does not make it. Its path and id only matter where it cannot be seen. */
export function checkServerRole({ side, serverRole }: Values, refuse: Refuse): void {
  if (!serverRole) return;
  const { create, path, uniqueId, permissionsBoundary, trustWindow } = serverRole;
  const unseen = side === "bucket";
  if (unseen && create)
    refuse("serverRole.create", {
      expected: "no create: true with aspera:side: bucket",
      got: "true",
      hint: "remove it here; the operator of the server makes that role",
    });
  if (uniqueId !== undefined && !unseen)
    refuse("serverRole.uniqueId", {
      expected: "none, unless aspera:side is bucket",
      got: "one",
      hint: "remove it; this stack sees the role and its id itself",
    });
  const ofMaking = { path: unseen || path === "/" ? undefined : path, permissionsBoundary, trustWindow };
  const unused = Object.entries(ofMaking).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (create || unused.length === 0) return;
  refuse("serverRole", {
    expected: `${unused.join(" and ")} only with create: true`,
    got: "create: false",
    hint: "remove it here; the stack that creates the role sets it",
  });
}

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
