import { type Check, firstOf, like, text, unlike } from "./rules";

/** What docroot/uri.ts fills in. */
const PLACEHOLDERS = ["host", "bucket", "prefix", "encodedPrefix", "roleArn", "externalId"] as const;

const ALL = PLACEHOLDERS.map((name) => `{${name}}`).join(" ");

/** What a docroot leads to: host, bucket and folder, without the options that follow. */
export function placeOfTemplate(template: string): string {
  return template.replace(/[?;].*$/s, "");
}

const knownPlaceholders: Check<string> = (template) => {
  const rest = template.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) =>
    (PLACEHOLDERS as readonly string[]).includes(name) ? "" : whole,
  );
  return /[{}]/.test(rest) ? { got: "another placeholder, or a brace alone", hint: `use ${ALL}` } : undefined;
};

/** Without it the docroot would lead elsewhere. procedure.ts says what else is needed, by what the stack says. */
const neededBucket: Check<string> = (template) =>
  placeOfTemplate(template).includes("{bucket}")
    ? undefined
    : { got: "none of {bucket}", hint: "put {bucket} where it belongs, in front of any `?`" };

/** `aspera:docrootTemplate`. */
export const docrootTemplate = text(
  "a template that begins with s3:// and holds {bucket}, and with two accounts {roleArn} and {externalId}",
  firstOf(
    unlike(/^s3:\/\/[^?]*@/i, {
      got: "one with credentials",
      hint: "roles take the place of keys here; leave them out",
    }),
    like(/^s3:\/\//, "begin it with s3:// in lower case; Aspera knows no other spelling"),
    unlike(/[\s\p{Cc}]/u, "take out blanks and line breaks"),
    unlike(/&amp;/, "write & alone; the escaping for aspera.conf is done when it is written"),
    unlike(/\$\(/, "Aspera would replace $(...); write the text itself"),
    knownPlaceholders,
    neededBucket,
  ),
);

/** `aspera:docrootHost`. */
export const docrootHost = text(
  "the host of the object storage, with :port if it has one",
  like(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/, "as in s3.amazonaws.com; no scheme, no path"),
);

/** `aspera:takeOver`. */
export const takeOver = text(
  "the fingerprint of a docroot: 16 characters of 0-9 a-f, or none",
  like(/^([0-9a-f]{16}|none)$/, "copy it from the message that refused the docroot, in quotes"),
);
