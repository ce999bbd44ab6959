import { partitionOfRegion } from "../aws/arn";
import { awsEndpoints, domainOfRegion, type Endpoints } from "../aws/endpoints";
import { DEFAULT_HOST } from "./uri";

/**
 * Host of the object storage where none is named: `s3.amazonaws.com`, as the vendor writes it, in the `aws` partition; the
 * region's own S3 in every other one, where that host leads to nothing.
 */
export function defaultStorageHost(region: string): string {
  return partitionOfRegion(region) === "aws" ? DEFAULT_HOST : `s3.${region}.${domainOfRegion(region)}`;
}

/**
 * Where the server asks during a proof: S3 at the docroot's own host, where that is the region's S3; else, and where the host
 * leads to all regions or to somebody else's storage, at the region's plain name.
 * @param storageHost host of the docroot; default: that of the region.
 * @param environment as for `awsEndpoints`; what it names wins.
 */
export function proofEndpoints(
  region: string,
  storageHost: string | undefined,
  environment: NodeJS.ProcessEnv,
): Endpoints {
  const named = awsEndpoints(region, environment);
  const host = storageHost ?? defaultStorageHost(region);
  const redirected = named.s3 !== awsEndpoints(region, {}).s3;
  if (redirected || isEverywhere(host) || !leadsToS3Of(region, `s3://${host}`)) return named;
  return { ...named, s3: `https://${host.toLowerCase()}` };
}

/** Host in a docroot's URI, with the port if there is one. */
export function hostOf(uri: string): string {
  return /^s3:\/\/([^/?;]*)/.exec(uri)?.[1] ?? "";
}

/**
 * Whether a docroot's host is S3 of a region: the region's own names, the one without a region in the `aws` partition (it
 * leads everywhere there), or a VPC endpoint of the region. The proof asks the region's S3, whatever the docroot names.
 * @param uri docroot URI, raw. A bucket in front of the host, and a port behind it, do not count.
 */
export function leadsToS3Of(region: string, uri: string): boolean {
  const host = hostOf(uri).replace(/:\d+$/, "").toLowerCase();
  const domain = domainOfRegion(region).replaceAll(".", "\\.");
  const own = new RegExp(`(^|\\.)s3(-fips)?[.-](dualstack\\.)?${region}\\.${domain}$`);
  const vpc = new RegExp(`\\.s3\\.${region}\\.vpce\\.${domain}$`);
  return own.test(host) || vpc.test(host) || (partitionOfRegion(region) === "aws" && isEverywhere(host));
}

/** Whether a host leads to every bucket of the `aws` partition. */
function isEverywhere(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === DEFAULT_HOST || name.endsWith(`.${DEFAULT_HOST}`);
}
