import { fitsPolicy } from "../../../model/access/policyText";
import { type Check, firstOf, text, unlike } from "./rules";

/** S3 keys may have 1,024 bytes; this leaves room for file names below the prefix. */
const MOST_BYTES = 768;

const BEYOND = "choose another folder: IAM policies allow characters only up to U+00FF";

/** The folder that was meant: no empty segments, no leading slash, a slash at the end. */
function asFolder(prefix: string): string {
  const segments = prefix.split("/").filter((segment) => segment !== "");
  return segments.length === 0 ? "" : `${segments.join("/")}/`;
}

const wellFormed: Check<string> = (prefix) => {
  const folder = asFolder(prefix);
  if (prefix === folder) return undefined;
  return folder === "" ? 'write "" for the whole bucket' : `write "${folder}"`;
};

/**
 * A folder in the bucket: empty for the whole bucket, otherwise segments that each end with a slash. It becomes part of
 * an IAM policy and of a docroot, so anything that is a wildcard or a variable in either is refused.
 */
export const prefix = text(
  "a folder that ends with /, with no leading /, empty segments, `.` or `..`",
  firstOf(
    unlike(/(^|\/)\.{1,2}(\/|$)/, "write the folder's real name instead of . and .."),
    unlike(/[*?]|\$[{(]/, "choose another folder: * ? and ${ are wildcards and variables in IAM policies"),
    unlike(/[\p{Cc}\\]/u, "remove control characters and backslashes"),
    (value) => (fitsPolicy(value) ? undefined : BEYOND),
    (value) =>
      Buffer.byteLength(value) > MOST_BYTES
        ? `use at most ${MOST_BYTES} bytes, to leave room for file names`
        : undefined,
    wellFormed,
  ),
);
