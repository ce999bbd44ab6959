/** One emulated account; all ids are those of AWS's documentation. */
export interface CastAccount {
  /** Twelve digits. */
  readonly id: string;
  /** Its profile in the files that the sandbox writes. */
  readonly profile: string;
  /** Buckets that it owns, in us-east-1. */
  readonly buckets: readonly string[];
}

/** Region of everything. */
export const REGION = "us-east-1";

/** The account with the Aspera server and a bucket of its own, and the accounts of two customers. */
export const CAST: readonly CastAccount[] = [
  { id: "111122223333", profile: "operator", buckets: ["operator-media"] },
  { id: "444455556666", profile: "acme", buckets: ["acme-media"] },
  { id: "777788889999", profile: "globex", buckets: ["globex-media"] },
];

/** The account that the emulated server runs in. */
export const SERVER_ACCOUNT = "111122223333";

/** IAM user that deploys, one in each account. */
export const DEPLOYER = "deployer";

/** Instance profile that the emulated instance carries from the start, whether or not it exists yet. */
export const SERVER_PROFILE = "aspera-server";

/** Tag by which the sandbox finds its instance again. */
export const INSTANCE_NAME = "sandbox-aspera-server";
