import { finding } from "../finding";

interface Facts {
  readonly bucket: string;
  readonly prefix?: string;
  /** `HTTP 503 SlowDown`. */
  readonly answer: string;
}

export const uploadNotAborted = finding<Facts>({
  code: "link-upload-not-aborted",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ bucket, prefix = "", answer }) =>
    `not proven: S3 answered ${answer} to AbortMultipartUpload of the proof's own upload in ${bucket}/${prefix}`,
  hint: ({ bucket, prefix = "" }) =>
    `abort it by hand: \`aws s3api list-multipart-uploads --bucket ${bucket} --prefix '${prefix}aspera-proof-'\` prints KEY ` +
    `and UPLOAD_ID for \`aws s3api abort-multipart-upload --bucket ${bucket} --key KEY --upload-id UPLOAD_ID\``,
  meaning:
    "Uploads can be started, but one that the proof started was not taken back. It holds no data and costs nothing; it stays " +
    "in the bucket's list of unfinished uploads until somebody, or a lifecycle rule, aborts it.",
  example: { bucket: "acme-media", prefix: "incoming/", answer: "HTTP 503 SlowDown" },
});
