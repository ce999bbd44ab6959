import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly bucket: string;
  /** The parts that are off, by S3's names. */
  readonly off: readonly string[];
  readonly region: string;
  /** Profile of the AWS configuration files; left out for the environment's credentials. */
  readonly profile?: string;
}

const ALL = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

export const publicAccessBlockOff = finding<Facts>({
  code: "access-public-access-block-off",
  owner: "bucket account",
  transient: false,
  text: ({ bucket, off }) => `the public access block of bucket ${bucket} is off: ${off.join(", ")}`,
  hint: ({ bucket, region, profile }) =>
    `ask who turned it off; this turns it on: \`aws s3api put-public-access-block --region ${shellWord(region)}` +
    `${profile === undefined ? "" : ` --profile ${shellWord(profile)}`} --bucket ${shellWord(bucket)} ` +
    `--public-access-block-configuration ${ALL.map((part) => `${part}=true`).join(",")}\``,
  meaning:
    "New buckets have it on since 2023: then a policy or an ACL that lets the world in is refused, or does not count. " +
    "Whether the account's own block is on is not looked at; where it is, it counts for this bucket too.",
  example: { bucket: "acme-media", off: ["BlockPublicPolicy"], region: "us-east-1", profile: "acme" },
});
