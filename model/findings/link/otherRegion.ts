import { finding } from "../finding";

interface Facts {
  readonly bucket: string;
  readonly bucketRegion: string;
  readonly serverRegion: string;
}

export const otherRegion = finding<Facts>({
  code: "link-other-region",
  owner: "operator",
  transient: false,
  text: ({ bucket, bucketRegion, serverRegion }) =>
    `bucket ${bucket} is in ${bucketRegion}, the server in ${serverRegion}`,
  hint: ({ bucketRegion, serverRegion }) =>
    `use a bucket in ${serverRegion}, or a server in ${bucketRegion}: Aspera serves S3 buckets of its own region only`,
  meaning:
    "Aspera refuses the bucket when a session starts and says so only in the log of its object storage daemon, so every " +
    "transfer fails although all rights are in place.",
  example: { bucket: "acme-media", bucketRegion: "eu-west-1", serverRegion: "us-east-1" },
});
