import { partitionOfRegion } from "./arn";

/** Where the server asks during a proof; addresses without path. */
export interface Endpoints {
  readonly metadata: string;
  readonly sts: string;
  readonly s3: string;
}

/** Domain of a partition's services (AWS, "Service endpoints"). */
const DOMAINS: Record<string, string> = {
  aws: "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-us-gov": "amazonaws.com",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
  "aws-eusc": "amazonaws.eu",
};

/** The metadata service of every instance (EC2 User Guide). */
const METADATA = "http://169.254.169.254";

/**
 * The addresses of STS and S3 in a region, and of the metadata service. Regional ones: the global STS is another thing to
 * reach, and one that newer partitions do not have.
 * @param environment the AWS SDKs' own variables lead elsewhere, as they lead the providers: `AWS_ENDPOINT_URL_STS`,
 * `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, `AWS_EC2_METADATA_SERVICE_ENDPOINT`. They are this machine's, never the server's.
 */
export function awsEndpoints(region: string, environment: NodeJS.ProcessEnv): Endpoints {
  const domain = domainOfRegion(region);
  const everything = environment.AWS_ENDPOINT_URL;
  return {
    metadata: metadataAddress(environment),
    sts: bare(environment.AWS_ENDPOINT_URL_STS || everything || `https://sts.${region}.${domain}`),
    s3: bare(environment.AWS_ENDPOINT_URL_S3 || everything || `https://s3.${region}.${domain}`),
  };
}

/** The address of the metadata service, by the same variable. */
export function metadataAddress(environment: NodeJS.ProcessEnv): string {
  return bare(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT || METADATA);
}

/** Domain of a region's services: `amazonaws.com`, in China `amazonaws.com.cn`. */
export function domainOfRegion(region: string): string {
  return DOMAINS[partitionOfRegion(region)] ?? "amazonaws.com";
}

function bare(address: string): string {
  return address.replace(/\/+$/, "");
}
