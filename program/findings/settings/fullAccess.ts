import { finding } from "../../../model/findings/finding";

/** The stack grants every right on the whole bucket. */
export const fullAccess = finding<{ readonly bucket: string }>({
  code: "settings-full-access",
  owner: "operator",
  transient: false,
  text: ({ bucket }) => `aspera:bucket asks for full access: s3:* on all of ${bucket}, whatever the prefix`,
  hint: () => "list what the transfer user needs instead: access: [upload, download, browse, delete]",
  meaning: "Full access also allows deleting the bucket and rewriting its policy.",
  example: { bucket: "acme-media" },
});
