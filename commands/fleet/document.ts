import { POLICY_LIMITS } from "../../model/access/policySize";
import type { Fingerprint, FleetFinding } from "./findings";
import type { FleetStack } from "./fleetStack";
import { type FleetServer, withoutServer } from "./servers";

/**
 * The document of `--json`; docs/fleet.md describes it. Fields are added, never renamed or taken away, within `version`. An
 * external ID is in it as a fingerprint that means something in this document alone.
 */
export function fleetDocument(
  stacks: readonly FleetStack[],
  servers: readonly FleetServer[],
  findings: readonly FleetFinding[],
  fingerprint: Fingerprint,
) {
  const entry = (stack: FleetStack) => entryOf(stack, fingerprint);
  return {
    version: 1,
    servers: servers.map(({ place, role, account, room, stacks: own }) => ({
      place,
      role,
      account,
      ...(room && {
        room: {
          characters: room.total,
          limit: POLICY_LIMITS.inline,
          longest: room.largest,
          moreCustomers: Math.max(0, room.more),
        },
      }),
      stacks: own.map(entry),
    })),
    withoutServer: withoutServer(stacks).map(entry),
    findings: findings.map(({ stacks: about, found: { code, owner, unseen, text, hint } }) => ({
      code,
      owner,
      unseen,
      stacks: about,
      text,
      hint,
    })),
  };
}

function entryOf(
  { stack, own, shown, outputs, restart, licenceUntil, unread }: FleetStack,
  fingerprint: Fingerprint,
) {
  const { externalId } = own;
  const { transferUser, bucketAccount, bucketRole, bucket } = shown;
  const { link, docroot, operations, lastSeen, stillAllowed } = outputs;
  // A key without a value is left out by JSON.
  return {
    stack,
    side: own.side ?? "both",
    transferUser,
    bucketAccount: bucketAccount.id,
    bucketRole: bucketRole.name,
    bucket: bucket.name,
    prefix: bucket.prefix,
    externalId: externalId === undefined ? undefined : fingerprint(externalId),
    link,
    docroot,
    operations,
    lastSeen,
    stillAllowed,
    licenceUntil,
    restart,
    unread,
  };
}
