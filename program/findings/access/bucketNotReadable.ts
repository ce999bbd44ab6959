import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly bucket: string;
  /** Configuration key of its account: `serverAccount` or `bucketAccount`. */
  readonly account: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const bucketNotReadable = finding<Facts>({
  code: "access-bucket-not-readable",
  owner: "bucket account",
  transient: false,
  unseen: true,
  text: ({ bucket, reason }) => `bucket "${bucket}" cannot be looked up: ${reason}`,
  hint: ({ account }) =>
    `let the credentials of aspera:${account} use s3:ListBucket on it; if it belongs to another account, correct aspera:bucket`,
  meaning:
    "Whether the bucket is there, whose it is and in which region must be known before a docroot leads to it.",
  example: { bucket: "acme-media", account: "bucketAccount", reason: "HTTP 403" },
});
