import { type Check, firstOf, like, text, unlike } from "./rules";

/** The placeholders that model/docroot/uri.ts fills in. */
const PLACEHOLDERS = ["host", "bucket", "prefix", "encodedPrefix", "roleArn", "externalId"] as const;

const ALL = PLACEHOLDERS.map((name) => `{${name}}`).join(" ");

/** Where a template points: host, bucket and folder, without the options that follow. */
export function placeOfTemplate(template: string): string {
  return template.replace(/[?;].*$/s, "");
}

const knownPlaceholders: Check<string> = (template) => {
  const rest = template.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) =>
    (PLACEHOLDERS as readonly string[]).includes(name) ? "" : whole,
  );
  return /[{}]/.test(rest)
    ? { got: "an unknown placeholder or a stray brace", hint: `use ${ALL}` }
    : undefined;
};

/** Without it the docroot would point elsewhere. checks/docrootTemplate.ts knows what else this stack needs. */
const namesBucket: Check<string> = (template) =>
  placeOfTemplate(template).includes("{bucket}")
    ? undefined
    : { got: "no {bucket}", hint: "put {bucket} where the bucket's name goes, before any `?`" };

/**
 * `aspera:docrootTemplate`: the docroot's text, with placeholders. Default: model/docroot/uri.ts. Refuses any start but
 * `s3://`, credentials, whitespace, `&amp;`, `$(`, unknown placeholders, and a template without `{bucket}`.
 */
export const docrootTemplate = text(
  "a template that starts with s3:// and contains {bucket}, and with two accounts {roleArn} and {externalId}",
  firstOf(
    unlike(/^s3:\/\/[^?]*@/i, {
      got: "one with credentials",
      hint: "remove them; here roles replace keys",
    }),
    like(/^s3:\/\//, "start it with s3:// in lower case, the only spelling that Aspera accepts"),
    unlike(/[\s\p{Cc}]/u, "remove whitespace and control characters"),
    unlike(/&amp;/, "write a plain &; it is escaped when it is written to aspera.conf"),
    unlike(/\$\(/, "write the text itself; Aspera would expand $(...)"),
    knownPlaceholders,
    namesBucket,
  ),
);

/** `aspera:docrootHost`: host of the object storage; default `s3.amazonaws.com`. Refuses a scheme and a path. */
export const docrootHost = text(
  "the host of the object storage, with :port if it needs one",
  like(
    /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/,
    "write it as in s3.amazonaws.com, with no scheme or path",
  ),
);

/** `aspera:takeOver`: fingerprint of the one foreign docroot that may be replaced, or `none`. Default: no takeover. */
export const takeOver = text(
  "the fingerprint of a docroot: 16 characters of 0-9 a-f, or none",
  like(/^([0-9a-f]{16}|none)$/, "copy it, in quotes, from the message that refused the docroot"),
);
