import { isIP } from "node:net";

/** A block with a shorter prefix counts as the world, whatever its address: two halves of it are still all of it. */
const WORLD = { 4: 8, 6: 16 } as const;

/** A block of IPv4 or IPv6 addresses, as in `203.0.113.0/24` or `2001:db8::/32`. */
export interface AddressBlock {
  readonly address: string;
  readonly family: 4 | 6;
  /** Prefix length: how many leading bits are fixed. */
  readonly bits: number;
  /** True when `address` is the first of the block. */
  readonly startsAtAddress: boolean;
}

/** Parses an address block; undefined for anything else. */
export function parseAddressBlock(text: string): AddressBlock | undefined {
  const [, address = "", digits = ""] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  const bits = Number(digits);
  if (family === 4 && bits <= 32) {
    return { address, family, bits, startsAtAddress: endsInZeros(ipv4Number(address), 32 - bits) };
  }
  if (family === 6 && bits <= 128) {
    return { address, family, bits, startsAtAddress: endsInZeros(ipv6Number(address), 128 - bits) };
  }
  return undefined;
}

/** True for a block that covers more or less everybody. */
export function isOpenToTheWorld(block: string): boolean {
  const parsed = parseAddressBlock(block);
  return parsed !== undefined && parsed.bits < WORLD[parsed.family];
}

/** True for a block of IPv6 addresses. */
export function isIpv6(block: string): boolean {
  return parseAddressBlock(block)?.family === 6;
}

function endsInZeros(number: bigint, bits: number): boolean {
  return (number & ((1n << BigInt(bits)) - 1n)) === 0n;
}

function ipv4Number(address: string): bigint {
  return address.split(".").reduce((number, part) => (number << 8n) + BigInt(part), 0n);
}

function ipv6Number(address: string): bigint {
  const plain = address.replace(/[\d.]+$/, (end) => (end.includes(".") ? asTwoGroups(ipv4Number(end)) : end));
  const [head = [], tail = []] = plain.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = plain.includes("::") ? Array<string>(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...tail].reduce((number, part) => (number << 16n) + BigInt(`0x${part}`), 0n);
}

/** The IPv4 tail of an IPv6 address, as in `::ffff:203.0.113.7`, in hexadecimal groups. */
function asTwoGroups(number: bigint): string {
  const digits = number.toString(16).padStart(8, "0");
  return `${digits.slice(0, 4)}:${digits.slice(4)}`;
}
