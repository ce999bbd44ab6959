import { closest } from "fastest-levenshtein";
import * as v from "valibot";
import { OPERATIONS, type Operation } from "../access/s3Permissions";
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

const unknownWord = (word: string): string => `"${closest(word, OPERATIONS as string[])}" is the nearest`;

const operation = v.pipe(
  v.picklist(OPERATIONS, ({ input }) =>
    typeof input === "string" ? unknownWord(input) : `choose of ${OPERATIONS.join(", ")}`,
  ),
  v.description(`one of ${OPERATIONS.join(", ")}`),
);

const access = v.pipe(
  v.array(operation, "give a list in brackets"),
  must<Operation[]>((words) => {
    if (words.length === 0) return { got: "an empty list", hint: "leave it out for all four" };
    return new Set(words).size < words.length ? { got: "a word twice", hint: "give each once" } : undefined;
  }),
  // One order, so that the same rights always give the same policy text.
  v.transform((words) => OPERATIONS.filter((word) => words.includes(word))),
  v.description(`a list of ${OPERATIONS.join(", ")}`),
);

/** `aspera:bucket`. */
export const bucket = v.pipe(
  v.object({
    name,
    prefix: v.optional(prefix, ""),
    access: v.optional(access, [...OPERATIONS]),
  }),
  v.description("an object with name"),
);
