import { createHmac, randomBytes } from "node:crypto";
import { POLICY_LIMITS } from "../../model/access/policySize";
import { type Found, found } from "../../model/findings/finding";
import { licenceFinding } from "../../model/server/serverFindings";
import { notCompared } from "../../program/findings/fleet/notCompared";
import { sameBucketRole } from "../../program/findings/fleet/sameBucketRole";
import { sameDocroot } from "../../program/findings/fleet/sameDocroot";
import { sameExternalId } from "../../program/findings/fleet/sameExternalId";
import { sameTransferUser } from "../../program/findings/fleet/sameTransferUser";
import { policyRoomFull } from "../../program/findings/preflight/policyRoomFull";
import { policyRoomLow } from "../../program/findings/preflight/policyRoomLow";
import { type InCommon, inCommon } from "../customer/customersOwn";
import type { FleetStack } from "./fleetStack";
import { type FleetServer, placeOfServer, told } from "./servers";

/** A finding, and the stacks that it is about. */
export interface FleetFinding {
  readonly stacks: readonly string[];
  readonly found: Found;
}

/** Names an external ID without telling it: 8 hex digits that mean something in this run alone. */
export type Fingerprint = (externalId: string) => string;

/** @param key of the run; default: a random one, so that nobody can try IDs against what was printed. */
export function fingerprinting(key: Buffer = randomBytes(32)): Fingerprint {
  return (externalId) => createHmac("sha256", key).update(externalId, "utf8").digest("hex").slice(0, 8);
}

/** What the stacks have in common and must not, then what each server is short of, then what could not be read. */
export function fleetFindings(
  stacks: readonly FleetStack[],
  servers: readonly FleetServer[],
  fingerprint: Fingerprint,
  now = new Date(),
): FleetFinding[] {
  const pairs = stacks.flatMap((one, at) => stacks.slice(at + 1).map((other) => [one, other] as const));
  return [
    ...pairs.flatMap(([one, other]) =>
      inCommon(one.own, other.own).map((what) => ({
        stacks: [one.stack, other.stack],
        found: shared(what, one, other, fingerprint),
      })),
    ),
    ...servers.flatMap((server) => licence(server, now)),
    ...room(servers),
    ...stacks.flatMap(({ stack, unread }) =>
      unread === undefined ? [] : [{ stacks: [stack], found: found(notCompared, { stack, reason: unread }) }],
    ),
  ];
}

function shared(what: InCommon, one: FleetStack, other: FleetStack, fingerprint: Fingerprint): Found {
  const stacks = [one.stack, other.stack];
  const { transferUser, bucketAccount, bucketRole, bucket } = one.shown;
  switch (what) {
    case "transfer user":
      return found(sameTransferUser, {
        stacks,
        transferUser: told(transferUser),
        place: placeOfServer(one),
      });
    case "bucket role":
      return found(sameBucketRole, {
        stacks,
        roleName: told(bucketRole.name),
        account: told(bucketAccount.id),
      });
    case "external ID":
      return found(sameExternalId, { stacks, fingerprint: fingerprint(one.own.externalId ?? "") });
    case "docroot":
      return found(sameDocroot, { stacks, folder: `${told(bucket.name)}/${String(bucket.prefix ?? "")}` });
  }
}

/** The licence is the server's: whoever saw it last tells it. */
function licence({ place, stacks }: FleetServer, now: Date): FleetFinding[] {
  const [last] = stacks
    .filter(({ licenceUntil }) => licenceUntil !== undefined)
    .sort((one, other) => String(other.outputs.lastSeen).localeCompare(String(one.outputs.lastSeen)));
  const { licenceUntil = "", shown } = last ?? {};
  const asperaRoot = String(shown?.server.asperaRoot ?? "/opt/aspera");
  const told = licenceFinding({ licenceUntil }, { place, asperaRoot }, now);
  return told ? [{ stacks: stacks.map(({ stack }) => stack), found: told }] : [];
}

/** Once a role, whatever servers it is on. */
function room(servers: readonly FleetServer[]): FleetFinding[] {
  const roles = new Map(servers.map((server) => [`${server.account} ${server.role}`.toLowerCase(), server]));
  return [...roles.values()].flatMap(({ role: roleName, room: left }) => {
    if (!left || left.is === "good") return [];
    const { total, more, largest: own, longest } = left;
    const facts = { roleName, total, own, more, limit: POLICY_LIMITS.inline };
    const told = left.is === "full" ? found(policyRoomFull, facts) : found(policyRoomLow, facts);
    return [{ stacks: [longest], found: told }];
  });
}
