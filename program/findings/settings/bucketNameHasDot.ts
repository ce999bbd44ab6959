import { finding } from "../../../model/findings/finding";

/** The bucket's name has a dot. */
export const bucketNameHasDot = finding<{ readonly bucket: string }>({
  code: "settings-bucket-name-has-dot",
  owner: "operator",
  transient: false,
  text: ({ bucket }) =>
    `aspera:bucket is called ${bucket}: S3's certificate does not cover a name with a dot`,
  hint: () => "use a bucket without a dot in its name, or test a transfer before customers rely on this one",
  meaning:
    "Over HTTPS a client that puts the bucket into the host name cannot verify S3's certificate, so transfers may fail.",
  example: { bucket: "acme.media" },
});
