import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly bucket: string;
  readonly bucketRegion: string;
  readonly serverRegion: string;
}

export const bucketInOtherRegion = finding<Facts>({
  code: "access-bucket-in-other-region",
  owner: "operator",
  transient: false,
  text: ({ bucket, bucketRegion, serverRegion }) =>
    `bucket "${bucket}" is in ${bucketRegion}, the server in ${serverRegion}`,
  hint: () =>
    "Aspera serves buckets of its own region only: use a bucket there, or a server in the bucket's region",
  meaning:
    "Aspera's object storage daemon turns a bucket of another region away at the start of every session, and says so in its own log alone.",
  example: { bucket: "acme-media", bucketRegion: "eu-west-1", serverRegion: "us-east-1" },
});
