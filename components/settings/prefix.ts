import { type Check, firstOf, text, unlike } from "./rules";

/** S3 keys have 1,024 bytes; this leaves room for file names below the prefix. */
const MOST_BYTES = 768;

/** The folder somebody meant: without empty segments and leading slash, with the slash at the end. */
function asFolder(prefix: string): string {
  const segments = prefix.split("/").filter((segment) => segment !== "");
  return segments.length === 0 ? "" : `${segments.join("/")}/`;
}

const oneSlashEach: Check<string> = (prefix) => {
  const folder = asFolder(prefix);
  if (prefix === folder) return undefined;
  return folder === "" ? 'for the whole bucket write ""' : `write "${folder}"`;
};

/**
 * A folder in the bucket: empty for the whole bucket, else segments that each end with a slash. It becomes part of an
 * IAM policy and of a docroot, so what is a wildcard or a variable there is refused.
 */
export const prefix = text(
  "a folder that ends with /, without leading /, empty segments, `.` or `..`",
  firstOf(
    unlike(/(^|\/)\.{1,2}(\/|$)/, "write the folder's own name in place of . and .."),
    unlike(/[*?]|\$[{(]/, "* and ? and ${ are wildcards and variables in IAM policies; use another folder"),
    unlike(/[\p{Cc}\\]/u, "take out control characters and backslashes"),
    unlike(/[^ -~\u00a0-\u00ff]/u, "an IAM policy can hold characters up to U+00FF only; use another folder"),
    (value) =>
      Buffer.byteLength(value) > MOST_BYTES
        ? `use at most ${MOST_BYTES} bytes, for file names to fit`
        : undefined,
    oneSlashEach,
  ),
);
