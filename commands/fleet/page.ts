import { POLICY_LIMITS } from "../../model/access/policySize";
import { restartMeans, waitLine } from "../customer/restartWords";
import { findingLines } from "../drift/table";
import type { FleetFinding } from "./findings";
import type { FleetStack } from "./fleetStack";
import { type FleetServer, withoutServer } from "./servers";
import { fleetTable } from "./table";

/** What a person reads: each server with its stacks, what was found, what is of when. @param width of the screen. */
export function fleetPage(
  stacks: readonly FleetStack[],
  servers: readonly FleetServer[],
  findings: readonly FleetFinding[],
  width?: number,
): string {
  const rest = withoutServer(stacks);
  return [
    ...servers.map((server) =>
      [heading(server), fleetTable(server.stacks, width), ...roomLines(server)].join("\n"),
    ),
    ...(rest.length > 0 ? [`on no server of ours, or not read\n${fleetTable(rest, width)}`] : []),
    ...findings.map(({ found }) => findingLines(found)),
    ...servers.flatMap(restartLines),
    CLOSING,
  ].join("\n\n");
}

const CLOSING =
  "Of the settings and of each stack's last `up`; no server and no account was asked. `npm run drift -- --all` asks them.";

function heading({ place, role, account, stacks }: FleetServer): string {
  const customers = stacks.filter(({ serves }) => serves).length;
  return `${place}   server role ${role} in account ${account}, ${customers} customer${customers === 1 ? "" : "s"}`;
}

function roomLines({ role, room }: FleetServer): string[] {
  if (!room) return [];
  const [total, limit] = [room.total, POLICY_LIMITS.inline].map((one) => one.toLocaleString("en-US"));
  const more = Math.max(0, room.more);
  return [
    `inline policies of ${role}: ${total} of ${limit} characters from these stacks, room for ${more} more customers like ` +
      `${room.longest}, the longest`,
  ];
}

/** Said only where one customer's change can reach another's transfers. */
function restartLines({ place, stacks }: FleetServer): string[] {
  const customers = stacks.filter(({ serves }) => serves);
  const restarting = customers.filter(({ restart }) => restart === "restart");
  if (customers.length < 2 || restarting.length === 0) return [];
  const lines = restarting.map(({ stack }) => `  ${waitLine(stack)}`);
  return [
    `${restartMeans(place)}. These stacks restart at once; to wait until no transfer runs:\n${lines.join("\n")}`,
  ];
}
