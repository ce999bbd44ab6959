import { POLICY_LIMITS } from "../../model/access/policySize";
import type { Fingerprint, FleetFinding } from "./findings";
import type { FleetStack } from "./fleetStack";
import type { FleetDocument } from "./schema";
import { type FleetServer, withoutServer } from "./servers";

/**
 * The document of `--json`. An external ID is in it as a fingerprint that means something in this document alone.
 */
export function fleetDocument(
  stacks: readonly FleetStack[],
  servers: readonly FleetServer[],
  findings: readonly FleetFinding[],
  fingerprint: Fingerprint,
): FleetDocument {
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
      stacks: [...about],
      text,
      hint,
    })),
  };
}

function entryOf(
  { stack, own, shown, outputs, restart, licenceUntil, unread }: FleetStack,
  fingerprint: Fingerprint,
): Entry {
  const { externalId } = own;
  const { transferUser, bucketAccount, bucketRole, bucket } = shown;
  const { link, docroot, lastSeen } = outputs;
  // A key without a value is left out by JSON. Nobody has checked settings and outputs yet.
  return {
    stack,
    side: String(own.side ?? "both"),
    transferUser: told(transferUser),
    bucketAccount: told(bucketAccount.id),
    bucketRole: told(bucketRole.name),
    bucket: told(bucket.name),
    prefix: told(bucket.prefix),
    externalId: externalId === undefined ? undefined : fingerprint(externalId),
    link: told(link),
    docroot: told(docroot),
    operations: outputs.operations as Entry["operations"],
    lastSeen: told(lastSeen),
    stillAllowed: outputs.stillAllowed as Entry["stillAllowed"],
    licenceUntil,
    restart,
    unread,
  };
}

type Entry = FleetDocument["withoutServer"][number];

function told<Value>(value: Value) {
  return value === undefined ? undefined : String(value);
}
