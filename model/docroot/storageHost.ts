import { partitionOfRegion } from "../aws/arn";
import { awsEndpoints } from "../aws/endpoints";
import { DEFAULT_HOST } from "./uri";

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
  const domain = new URL(awsEndpoints(region, {}).s3).host
    .slice(`s3.${region}.`.length)
    .replaceAll(".", "\\.");
  const own = new RegExp(`(^|\\.)s3(-fips)?[.-](dualstack\\.)?${region}\\.${domain}$`);
  const vpc = new RegExp(`\\.s3\\.${region}\\.vpce\\.${domain}$`);
  const everywhere =
    partitionOfRegion(region) === "aws" && (host === DEFAULT_HOST || host.endsWith(`.${DEFAULT_HOST}`));
  return own.test(host) || vpc.test(host) || everywhere;
}
