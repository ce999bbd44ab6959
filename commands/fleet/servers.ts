import { type CustomersOwn, isOtherEnd, portOf, sameServer } from "../customer/customersOwn";
import { type PolicyRoom, policyRoomOf } from "../preflight/policyRoom";
import type { FleetStack } from "./fleetStack";

/** A server with the stacks that are about it. */
export interface FleetServer {
  /** Host and port, as settings show them. */
  readonly place: string;
  /** Name of the server role and id of its account, as the first stack has them. */
  readonly role: string;
  readonly account: string;
  readonly stacks: readonly FleetStack[];
  /** What the stacks' policies on that role come to, whatever their server; left out where none has one. */
  readonly room?: PolicyRoom & {
    /** Characters of the longest. */
    readonly largest: number;
    /** Stack of the longest. */
    readonly longest: string;
  };
}

/**
 * Stacks by server, in the order of their names. Two that each share something with a third are on one server, too: a host
 * key with one, an address with the other.
 */
export function serversOf(stacks: readonly FleetStack[]): FleetServer[] {
  const groups: FleetStack[][] = [];
  for (const stack of stacks.filter(({ own, unread }) => !isOtherEnd(own) && !nothingKnown(own, unread))) {
    const same = groups.filter((group) => group.some(({ own }) => sameServer(own, stack.own)));
    const [first] = same;
    if (!first) groups.push([stack]);
    else {
      first.push(...same.slice(1).flat(), stack);
      for (const merged of same.slice(1)) groups.splice(groups.indexOf(merged), 1);
    }
  }
  return groups.map((group) => serverOf(group, stacks));
}

/** Stacks that are about no server: the bucket's side alone, and those that could not be read at all. */
export function withoutServer(stacks: readonly FleetStack[]): FleetStack[] {
  return stacks.filter(({ own, unread }) => isOtherEnd(own) || nothingKnown(own, unread));
}

function nothingKnown({ serverRole }: CustomersOwn, unread: string | undefined): boolean {
  return unread !== undefined && serverRole.name === undefined;
}

/** Host and port of a stack's server. */
export function placeOfServer({ shown: { server } }: FleetStack): string {
  return server.host === undefined ? "(address not shown)" : `${String(server.host)}:${portOf(server)}`;
}

/** A setting in a sentence. */
export function told(value: unknown): string {
  return value === undefined ? "(not shown)" : String(value);
}

function serverOf(group: readonly FleetStack[], all: readonly FleetStack[]): FleetServer {
  const known = (group.find(({ shown }) => shown.server.host !== undefined) ?? group[0]) as FleetStack;
  const { own, shown } = known;
  const rights = all
    .filter((other) => roleOf(other.own) === roleOf(own))
    .flatMap(({ stack, rightSize }) => (rightSize === undefined ? [] : [{ stack, size: rightSize }]))
    .sort((one, other) => other.size - one.size);
  const total = rights.reduce((sum, { size }) => sum + size, 0);
  const [first] = rights;
  return {
    place: placeOfServer(known),
    role: told(shown.serverRole.name),
    account: told(shown.serverAccount.id),
    stacks: group,
    ...(first && { room: { ...policyRoomOf(total, first.size), largest: first.size, longest: first.stack } }),
  };
}

/** A role is one account's, whatever its case. */
function roleOf({ serverAccount, serverRole }: CustomersOwn): string {
  return `${String(serverAccount.id)} ${String(serverRole.name)}`.toLowerCase();
}
