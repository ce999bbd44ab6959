import { STORAGE_HOST, templateFault } from "../../../model/docroot/template";
import { like, text } from "./rules";

/**
 * `aspera:docrootTemplate`: the docroot's text, with placeholders. Default: model/docroot/uri.ts. Refuses what
 * model/docroot/template.ts lists: what Aspera cannot read, and every place but bucket and folder.
 */
export const docrootTemplate = text(
  "a template that starts with s3:// and contains {bucket}, and with two accounts {roleArn} and {externalId}",
  templateFault,
);

/**
 * `aspera:docrootHost`: host of the object storage; default `s3.amazonaws.com`, outside of the `aws` partition the S3
 * of the server's region. Refuses a scheme and a path.
 */
export const docrootHost = text(
  "the host of the object storage, with :port if it needs one",
  like(STORAGE_HOST, "write it as in s3.amazonaws.com, with no scheme or path"),
);

/** `aspera:takeOver`: fingerprint of the one foreign docroot that may be replaced, or `none`. Default: no takeover. */
export const takeOver = text(
  "the fingerprint of a docroot: 16 characters of 0-9 a-f, or none",
  like(/^([0-9a-f]{16}|none)$/, "copy it, in quotes, from the message that refused the docroot"),
);
