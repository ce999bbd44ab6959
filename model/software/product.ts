/**
 * What is never upgraded into another (IBM, "before upgrading or downgrading"): a transfer server, an endpoint, and the
 * images of Aspera On Demand, whose version counts on its own.
 */
export type ProductLine = "On Demand" | "server" | "endpoint" | "connect server" | "desktop";

/**
 * By the product that `ascp -A` names, or by a package's name. Enterprise Server and point-to-point are the names that
 * transfer server (HSTS) and endpoint (HSTE) had before 3.8.
 */
const LINES: readonly (readonly [RegExp, ProductLine])[] = [
  [/on[ -]?demand|\baod\b/i, "On Demand"],
  [/high-speed transfer server|enterprise server|\bhsts\b|\bentsrv\b/i, "server"],
  [/high-speed transfer endpoint|point-to-point|\bhste\b|\bp2p\b/i, "endpoint"],
  [/connect server|\bconnectsrv\b/i, "connect server"],
  [/desktop/i, "desktop"],
];

/** The line that a product or package belongs to; undefined for names that nothing is known of. */
export function productLine(name: string): ProductLine | undefined {
  return LINES.find(([pattern]) => pattern.test(name))?.[1];
}
