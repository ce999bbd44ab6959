import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly bucket: string;
  /** Configuration key of its account: `serverAccount` or `bucketAccount`. */
  readonly account: string;
}

export const bucketMissing = finding<Facts>({
  code: "access-bucket-missing",
  owner: "bucket account",
  transient: false,
  text: ({ bucket, account }) => `there is no bucket named "${bucket}" in the account of aspera:${account}`,
  hint: ({ bucket }) =>
    `make it first, \`aws s3 mb ${shellWord(`s3://${bucket}`)}\`; or correct \`name\` in aspera:bucket`,
  meaning: "A docroot that leads to a bucket that is not there fails every transfer.",
  example: { bucket: "acme-media", account: "bucketAccount" },
});
