import { isIP } from "node:net";
import { text } from "./rules";

/** Blocks wider than this are the world, whatever their first address: two halves of it are still all of it. */
const WORLD = { 4: 8, 6: 16 } as const;

/** An address block of IPv4 or IPv6: `203.0.113.0/24`, `2001:db8::/32`. */
export const cidr = text("an address block such as 203.0.113.0/24", (value) =>
  parse(value)
    ? undefined
    : "address, slash, and the number of fixed bits; one address ends with /32, of IPv6 with /128",
);

/** True for a block that holds about everybody. */
export function isOpenToTheWorld(block: string): boolean {
  const parsed = parse(block);
  return parsed !== undefined && parsed.bits < WORLD[parsed.family];
}

/** Whether a block is of IPv6. */
export function isIpv6(block: string): boolean {
  return parse(block)?.family === 6;
}

function parse(block: string): { family: 4 | 6; bits: number } | undefined {
  const [, address = "", digits = ""] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(block) ?? [];
  const family = isIP(address);
  const bits = Number(digits);
  if (family === 4 && bits <= 32) return { family, bits };
  if (family === 6 && bits <= 128) return { family, bits };
  return undefined;
}
