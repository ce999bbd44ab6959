import { finding } from "../finding";

interface Facts {
  readonly bucket: string;
  readonly prefix?: string;
  /** `HTTP 503 SlowDown`. */
  readonly answer: string;
}

export const objectNotRemoved = finding<Facts>({
  code: "link-object-not-removed",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ bucket, prefix = "", answer }) =>
    `not proven: S3 answered ${answer} to DeleteObject of the proof's own object in ${bucket}/${prefix}`,
  hint: ({ bucket, prefix = "" }) =>
    `delete it by hand: \`aws s3 rm 's3://${bucket}/${prefix}' --recursive --exclude '*' --include 'aspera-proof-*'\``,
  meaning:
    "The proof made an object of its own, of a hundred bytes, and could not delete it again, although it was allowed to a " +
    "moment before. A lost answer may also mean that there is none.",
  example: { bucket: "acme-media", prefix: "incoming/", answer: "HTTP 503 SlowDown" },
});
