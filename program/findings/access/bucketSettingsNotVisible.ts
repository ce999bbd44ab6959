import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly bucket: string;
  /** The rights that are lacking. */
  readonly rights: readonly string[];
  /** What AWS answered to the first. */
  readonly reason: string;
}

export const bucketSettingsNotVisible = finding<Facts>({
  code: "access-bucket-settings-not-visible",
  owner: "bucket account",
  transient: false,
  unseen: true,
  text: ({ bucket, reason }) =>
    `not everything that counts for bucket ${bucket} is visible from here: ${reason}`,
  hint: ({ rights }) => `let the credentials of the bucket's account use ${rights.join(", ")} on it`,
  meaning:
    "Until they can be read, nobody sees whether the bucket is open to the world, whose its files are, and whether they are " +
    "deleted by themselves.",
  example: { bucket: "acme-media", rights: ["s3:GetBucketPolicy"], reason: "AccessDenied" },
});
