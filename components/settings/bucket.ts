import { closest } from "fastest-levenshtein";
import * as v from "valibot";
import { OPERATIONS } from "../access/s3Permissions";
import { prefix } from "./prefix";
import { firstOf, like, must, text, unlike } from "./rules";

/** S3 User Guide, "General purpose bucket naming rules". */
const name = text(
  "a bucket name: 3 to 63 characters of a-z 0-9 . -",
  firstOf(
    unlike(/^s3:\/\/|^arn:|\//, "give the name alone, without s3://, ARN or folder"),
    (value) =>
      value.length < 3 || value.length > 63 ? `this one has ${value.length} characters` : undefined,
    unlike(/[A-Z]/, "buckets have no upper-case letters"),
    like(/^[a-z0-9.-]+$/, "use a-z, 0-9, dot and dash only"),
    like(/^[a-z0-9].*[a-z0-9]$/, "begin and end it with a letter or a digit"),
    unlike(/\.\./, "put something between the dots"),
    unlike(/^\d+\.\d+\.\d+\.\d+$/, "a bucket name cannot be an IP address"),
    unlike(/^(xn--|sthree-|amzn-s3-demo-)/, "S3 keeps names that begin so for itself"),
    unlike(/--x-s3$/, "that is a directory bucket; Aspera needs a general purpose bucket"),
    unlike(/-s3alias$|--ol-s3$|\.mrap$/, "that is an access point; give the bucket's own name"),
    unlike(/--table-s3$/, "S3 keeps names that end so for tables"),
  ),
);

/** Everything S3 can do, by name alone. */
const FULL = "full";
const WORDS = [...OPERATIONS, FULL] as const;

/** Words of S3's own for what ours are. */
const MEANT: Record<string, string> = {
  list: "browse",
  read: "download",
  get: "download",
  write: "upload",
  put: "upload",
};

/** `full` is proposed only to who began to write it: nobody is led to every right by a word that means less. */
function unknownWord(word: string): string {
  const known = word.startsWith("f") ? WORDS : OPERATIONS;
  return `"${MEANT[word.toLowerCase()] ?? closest(word, [...known])}" is the nearest`;
}

const operation = v.pipe(
  v.picklist(WORDS, ({ input }) =>
    typeof input === "string" ? unknownWord(input) : `choose of ${WORDS.join(", ")}`,
  ),
  v.description(`one of ${WORDS.join(", ")}`),
);

const access = v.pipe(
  v.array(operation, "give a list in brackets"),
  must<(typeof WORDS)[number][]>((words) => {
    if (words.includes(FULL) && words.length > 1)
      return { got: "full among others", hint: "full has all of them; give it alone" };
    if (words.length === 0) return { got: "an empty list", hint: "leave it out for all four" };
    return new Set(words).size < words.length ? { got: "a word twice", hint: "give each once" } : undefined;
  }),
  v.description(`a list of ${OPERATIONS.join(", ")}, or [full]`),
);

/** `aspera:bucket`. */
export const bucket = v.pipe(
  v.object({
    name,
    prefix: v.optional(prefix, ""),
    access: v.optional(access, [...OPERATIONS]),
  }),
  // One order, so that the same rights always give the same policy text.
  v.transform(({ access: words, ...place }) => ({
    ...place,
    access: OPERATIONS.filter((word) => words.includes(FULL) || words.includes(word)),
    fullAccess: words.includes(FULL),
  })),
  v.description("an object with name"),
);
