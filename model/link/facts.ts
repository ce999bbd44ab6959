import type { Operation } from "../access/s3Permissions";
import type { Endpoints } from "../aws/endpoints";

/** What a proof of a link is about. */
export interface LinkFacts {
  readonly endpoints: Endpoints;
  /** Region of the server. */
  readonly region: string;
  /** ARN of the role that the server must carry. */
  readonly serverRoleArn: string;
  /** ARN of the role that it assumes; left out in one account, where the server role holds the rights itself. */
  readonly bucketRoleArn?: string;
  readonly bucket: string;
  /** Folder inside the bucket: empty, or ending with a slash. */
  readonly prefix?: string;
  /** ARN of the KMS key that the bucket is said to be encrypted with. */
  readonly kmsKeyArn?: string;
  /** What a transfer user may do there. */
  readonly access: readonly Operation[];
  /** True where each operation has all that IBM's table asks for it; default false. */
  readonly vendorRights?: boolean;
  /** True while a former, wider place is still allowed; default false. */
  readonly widerStillAllowed?: boolean;
}

/** What a proof comes to, in the words that people read in a diff. */
export interface LinkVerdict {
  /** `verified`, or what is wrong. */
  readonly link: string;
  /** Code of the finding; `none` when nothing is wrong. */
  readonly finding: string;
  /** Whose it is to put right; `nobody` when nothing is wrong. */
  readonly owner: string;
  /** What to do next; `none` when nothing is wrong. */
  readonly nextStep: string;
}

/** The constants of a clean preview. */
export const LINK_STANDS: LinkVerdict = {
  link: "verified",
  finding: "none",
  owner: "nobody",
  nextStep: "none",
};
