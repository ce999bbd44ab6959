import { isIP } from "node:net";
import { text } from "./rules";

/** Blocks wider than this are the world, whatever their first address: two halves of it are still all of it. */
const WORLD = { 4: 8, 6: 16 } as const;

/** An address block of IPv4 or IPv6: `203.0.113.0/24`, `2001:db8::/32`. */
export const cidr = text("an address block such as 203.0.113.0/24", (value) => {
  const parsed = parse(value);
  if (!parsed)
    return "address, slash, and the number of fixed bits; one address ends with /32, of IPv6 with /128";
  if (isNetworkAddress(value, parsed)) return undefined;
  const one = `${value.replace(/\/.*/, "")}/${parsed.family === 4 ? 32 : 128}`;
  return `the address has bits behind the first ${parsed.bits}: begin with the block's first address, or write ${one} for this one alone`;
});

/** The provider takes a block by its first address only (terraform-provider-aws, `IPv4CIDRNetworkAddress`). */
function isNetworkAddress(block: string, { family, bits }: { family: 4 | 6; bits: number }): boolean {
  const [address = ""] = block.split("/");
  const length = family === 4 ? 32n : 128n;
  const number = family === 4 ? ofIpv4(address) : ofIpv6(address);
  return (number & ((1n << (length - BigInt(bits))) - 1n)) === 0n;
}

function ofIpv4(address: string): bigint {
  return address.split(".").reduce((number, part) => (number << 8n) + BigInt(part), 0n);
}

function ofIpv6(address: string): bigint {
  const plain = address.replace(/[\d.]+$/, (end) =>
    end.includes(".")
      ? ofIpv4(end)
          .toString(16)
          .padStart(8, "0")
          .replace(/(.{4})/, "$1:")
      : end,
  );
  const [head = [], tail = []] = plain.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = plain.includes("::") ? Array<string>(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...tail].reduce((number, part) => (number << 16n) + BigInt(`0x${part}`), 0n);
}

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
