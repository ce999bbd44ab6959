import * as v from "valibot";
import { isOpenToTheWorld } from "../../../model/aws/addressBlock";
import { awsId } from "./awsId";
import { cidr } from "./cidr";
import type { Setting } from "./readonly";
import { flag, must } from "./rules";

const blocks = v.pipe(
  v.array(cidr, "give a list in brackets"),
  v.description("a list of address blocks such as 203.0.113.0/24"),
);

/** The services whose clients are named. */
const SERVICES = ["transfers", "nodeApi", "httpFallback"] as const;

/** `aspera:server.securityGroup`: who may reach the launched server. Port 22 cannot be opened. */
export const securityGroup = v.pipe(
  v.object({
    /** VPC; default: the default VPC. */
    vpcId: v.optional(awsId("vpc", "a VPC")),
    /** Address blocks that may use TCP and UDP 33001; needed. Refuses the whole world without `public: true`. */
    transfers: blocks,
    /** The same for TCP 443 and 9092; default none. */
    nodeApi: v.optional(blocks, []),
    /** The same for TCP 8080 and 8443; default none. */
    httpFallback: v.optional(blocks, []),
    /** Address blocks that the server may reach on TCP 443; default everywhere. */
    egress: v.optional(blocks, ["0.0.0.0/0"]),
    /** Consent to blocks that cover the whole world, with a warning; default false. Refused when no block does. */
    public: v.optional(flag(), false),
  }),
  must((group) => {
    const world = SERVICES.flatMap((service) => group[service].filter(isOpenToTheWorld));
    if (group.public === world.length > 0) return undefined;
    return group.public
      ? {
          expected: "an address block that covers the whole world, because of public: true",
          got: "none",
          hint: "remove public: nothing is open to the world",
        }
      : {
          expected: "the address blocks of clients",
          got: world.join(", "),
          hint: "that is the whole world: name who may connect, or set `public: true` if anyone may",
        };
  }),
  v.description("an object with transfers, and with nodeApi if clients outside use it"),
);

/** Which address blocks may reach which service of the server. */
export type SecurityGroupSettings = Setting<typeof securityGroup>;

/** The services that are open to the whole world. */
export function servicesOpenToTheWorld(group: SecurityGroupSettings): string[] {
  return SERVICES.filter((service) => group[service].some(isOpenToTheWorld));
}
