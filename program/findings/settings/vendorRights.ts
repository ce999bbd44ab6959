import { finding } from "../../../model/findings/finding";

/** The stack grants IBM's table of rights, in which a word carries other words' rights. */
export const vendorRights = finding<{ readonly bucket: string; readonly added: readonly string[] }>({
  code: "settings-vendor-rights",
  owner: "operator",
  transient: false,
  text: ({ bucket, added }) =>
    `aspera:bucket.vendorRights is set: on ${bucket} the role has ${added.join(", ") || "nothing"} beyond what \`access\` says`,
  hint: ({ added }) =>
    added.length === 0
      ? "remove `vendorRights`: with these words it adds nothing"
      : "remove `vendorRights`, unless a transfer fails without it (docs/rights-per-operation.md), or list in `access` what the role may do",
  meaning:
    "IBM's table lets `upload` and `browse` delete, and `browse` download. The customer may not expect that of the words in `access`.",
  example: { bucket: "acme-media", added: ["s3:DeleteObject", "s3:GetObject"] },
});
