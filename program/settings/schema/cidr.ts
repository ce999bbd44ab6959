import { parseAddressBlock } from "../../../model/aws/addressBlock";
import { text } from "./rules";

/**
 * An address block of IPv4 or IPv6, such as `203.0.113.0/24` or `2001:db8::/32`. The provider accepts a block only by its
 * first address (terraform-provider-aws, `IPv4CIDRNetworkAddress`).
 */
export const cidr = text("an address block such as 203.0.113.0/24", (value) => {
  const block = parseAddressBlock(value);
  if (!block)
    return "write address, slash and prefix length; a single address ends with /32, or /128 for IPv6";
  if (block.startsAtAddress) return undefined;
  const single = `${block.address}/${block.family === 4 ? 32 : 128}`;
  return `the address has bits set after the first ${block.bits}: write the block's first address, or ${single} for this address alone`;
});
