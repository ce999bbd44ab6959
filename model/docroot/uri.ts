/**
 * The docroot URI: the only place that knows its grammar.
 *
 * IBM's articles show its beginning (`s3://`), and its end for an assumed role (`iam-role.external-id=123123`). Host,
 * bucket and path are documented for docroots with keys or the instance's own role. IBM's own ascp 3.9 contains the names
 * `iam-role.arn` and `iam-role.external-id`; that they are options behind a `?`, joined by `&`, is very likely, not
 * confirmed. So the whole is a template that a stack may replace; docs/docroot.md says how to check it on a real server.
 */
export const DEFAULT_TEMPLATE =
  "s3://{host}/{bucket}/{prefix}?iam-role.arn={roleArn}&iam-role.external-id={externalId}";

/** The docroot of a bucket in the server's own account: the server's own role is used, so nothing follows the path. */
export const ONE_ACCOUNT_TEMPLATE = "s3://{host}/{bucket}/{prefix}";

/** The same with a name for the session, by which the bucket owner's CloudTrail tells transfers apart (docs/notes/aspera.md). */
export const SESSION_TEMPLATE = `${DEFAULT_TEMPLATE}&iam-role.session-name={sessionName}`;

/** S3's host in a docroot, as in every example of the vendor. It leads to every bucket of the `aws` partition and to no other. */
export const DEFAULT_HOST = "s3.amazonaws.com";

/** What is shown in place of our external ID. */
export const OURS = "(ours)";

/** What fills the template's placeholders, in plain text: nothing is percent-encoded yet. */
export interface DocrootParts {
  /** Host of the object storage, with port if any; written as it is. */
  readonly host: string;
  readonly bucket: string;
  /** Folder inside the bucket, empty or ending with a slash; its slashes stay plain in `{prefix}` alone. */
  readonly prefix: string;
  /** ARN of the bucket role; none in the one-account procedure. */
  readonly roleArn?: string;
  /** None in the one-account procedure. */
  readonly externalId?: string;
  /** Name of the session of that role; none for the server's own choice. */
  readonly sessionName?: string;
}

/** The docroot URI, raw: as it stands in aspera.conf once XML's escapes are taken away. Holds the external ID. */
export function docrootUri(template: string, parts: DocrootParts): string {
  return fill(template, { ...encoded(parts), externalId: percentEncode(parts.externalId ?? "") });
}

/** The same URI, safe to show: with `(ours)` in place of the external ID. Not a secret. */
export function maskedDocrootUri(template: string, parts: Omit<DocrootParts, "externalId">): string {
  return fill(template, { ...encoded(parts), externalId: OURS });
}

/**
 * The text by which a docroot is known as this stack's: the percent-encoded ARN of its bucket role. The agent looks for
 * it as a whole value, so that `aspera-acme` does not claim a docroot of `aspera-acme-2`.
 */
export function docrootMark(roleArn: string): string {
  return percentEncode(roleArn);
}

/**
 * The same text in the one-account procedure: host, bucket and path, without a slash at the end. The agent looks for it
 * as a whole from the beginning, so that a bucket does not claim the docroot of a folder in it, nor `media` that of
 * `media-2`, and none claims one with stored keys.
 * @param uri docroot URI, raw, of the one-account procedure.
 */
export function placeMark(uri: string): string {
  return uri.replace(/[?&;].*$/s, "").replace(/\/$/, "");
}

/** The docroot of a transfer user that a stack gives up: a path that does not exist, so nothing is open. */
export const CLOSED_DOCROOT = "/nonexistent/closed-by-aspera-stack";

/** Percent-encodes everything outside `A-Z a-z 0-9 - _ . ~` of the UTF-8 text, as IBM's table of URL encodings asks. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encoded(parts: Omit<DocrootParts, "externalId">): Record<string, string> {
  return {
    host: parts.host,
    bucket: percentEncode(parts.bucket),
    prefix: parts.prefix.split("/").map(percentEncode).join("/"),
    encodedPrefix: percentEncode(parts.prefix),
    roleArn: percentEncode(parts.roleArn ?? ""),
    sessionName: percentEncode(parts.sessionName ?? ""),
  };
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{([A-Za-z]+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
