import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly bucket: string;
  readonly region: string;
  /** Profile of the AWS configuration files; left out for the environment's credentials. */
  readonly profile?: string;
}

export const objectWriterOwns = finding<Facts>({
  code: "access-object-writer-owns",
  owner: "bucket account",
  transient: false,
  text: ({ bucket }) =>
    `in bucket ${bucket} what is written belongs to whoever writes it (ObjectWriter), and ACLs count`,
  hint: ({ bucket, region, profile }) =>
    "where nothing needs ACLs, let everything belong to the bucket's owner: `aws s3api put-bucket-ownership-controls " +
    `--region ${shellWord(region)}${profile === undefined ? "" : ` --profile ${shellWord(profile)}`} ` +
    `--bucket ${shellWord(bucket)} --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'\``,
  meaning:
    "With ACLs in force a single object, or the bucket, can be opened to others past every policy. What another account writes " +
    "stays that account's, and its owner, not yours, says who reads it.",
  example: { bucket: "acme-media", region: "us-east-1", profile: "acme" },
});
