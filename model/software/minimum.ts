import { productLine } from "./product";
import { isAtLeast, parseVersion } from "./version";

/**
 * The oldest software that takes its rights from the instance's role (support article 216129108, steps 1 and 3):
 * 3.3.74992 of the server's package, 3.4.0 of Aspera On Demand.
 */
const MINIMUM = { package: "3.3.74992", onDemand: "3.4.0" } as const;

/** Whether a server's software is new enough; `unknown` when nothing it says of itself could be read. */
export type SoftwareVerdict =
  | { readonly is: "new enough" | "unknown" }
  | { readonly is: "too old"; readonly version: string; readonly minimum: string };

/**
 * Compares what a server says of itself with the minimum.
 * @param product as `ascp -A` or the package database names it; decides which minimum counts.
 * @param version as they write it.
 */
export function softwareVerdict({
  product,
  version,
}: {
  readonly product: string;
  readonly version: string;
}): SoftwareVerdict {
  const minimum = productLine(product) === "On Demand" ? MINIMUM.onDemand : MINIMUM.package;
  const [found, least] = [parseVersion(version), parseVersion(minimum)];
  const enough = found && least && isAtLeast(found, least);
  if (enough === undefined) return { is: "unknown" };
  return enough ? { is: "new enough" } : { is: "too old", version, minimum };
}
