import { closest } from "fastest-levenshtein";
import * as v from "valibot";
import { OPERATIONS } from "../../../model/access/s3Permissions";
import { accountId } from "./accounts";
import { kmsKeyArn } from "./arn";
import { prefix } from "./prefix";
import type { Setting } from "./readonly";
import { type Check, firstOf, flag, like, must, text, unlike } from "./rules";

/** Amazon S3 User Guide, "General purpose bucket naming rules". */
const name = text(
  "a bucket name: 3 to 63 characters of a-z 0-9 . -",
  firstOf(
    unlike(/^s3:\/\/|^arn:|\//, "give only the name, without s3://, ARN or folder"),
    (value) =>
      value.length < 3 || value.length > 63 ? `this one has ${value.length} characters` : undefined,
    unlike(/[A-Z]/, "use lower case; S3 allows no upper-case letters"),
    like(/^[a-z0-9.-]+$/, "use only a-z, 0-9, dots and dashes"),
    like(/^[a-z0-9].*[a-z0-9]$/, "start and end it with a letter or a digit"),
    unlike(/\.\./, "remove the double dot"),
    unlike(/^\d+\.\d+\.\d+\.\d+$/, "a bucket name cannot be an IP address"),
    unlike(/^(xn--|sthree-|amzn-s3-demo-)/, "S3 reserves names that start this way"),
    unlike(/--x-s3$/, "that is a directory bucket; Aspera needs a general purpose bucket"),
    unlike(
      /-s3alias$|--ol-s3$|--xa-s3$|\.mrap$/,
      "that is an access point, which rights on a bucket do not cover; give the name of the bucket itself",
    ),
    unlike(/--table-s3$/, "S3 reserves names that end this way for table buckets"),
  ),
);

/** Grants everything S3 can do; only when asked for by this name. */
const FULL = "full";
const WORDS = [...OPERATIONS, FULL] as const;

/** S3's own verbs, and what we call them. */
const SYNONYMS: Record<string, string> = {
  list: "browse",
  read: "download",
  get: "download",
  write: "upload",
  put: "upload",
};

/** Suggests `full` only for a word that starts like it: no other typo should lead anybody to every right. */
function suggestion(word: string): string {
  const known = word.startsWith("f") ? WORDS : OPERATIONS;
  return `did you mean "${SYNONYMS[word.toLowerCase()] ?? closest(word, [...known])}"?`;
}

const operation = v.pipe(
  v.picklist(WORDS, ({ input }) =>
    typeof input === "string" ? suggestion(input) : `choose one of ${WORDS.join(", ")}`,
  ),
  v.description(`one of ${WORDS.join(", ")}`),
);

const access = v.pipe(
  v.array(operation, "give a list in brackets"),
  must<(typeof WORDS)[number][]>((words) => {
    if (words.includes(FULL) && words.length > 1)
      return { got: "full with other words", hint: "full includes all of them; list it alone" };
    if (words.length === 0) return { got: "an empty list", hint: "remove it to allow all four" };
    return new Set(words).size < words.length
      ? { got: "a repeated word", hint: "list each once" }
      : undefined;
  }),
  v.description(`a list of ${OPERATIONS.join(", ")}, or [full]`),
);

const shape = v.object({
  /** Bucket name; needed. Refuses what S3's naming rules refuse; a dot is warned about. */
  name,
  /** Folder ending with `/`; default `""`, the whole bucket. Refuses everything that prefix.ts lists. */
  prefix: v.optional(prefix, ""),
  /** Operations allowed in the folder; default all four. `[full]` is `s3:*` on the whole bucket, with a warning. */
  access: v.optional(access, [...OPERATIONS]),
  /** True grants IBM's table: `upload` and `browse` delete, `browse` downloads; default false. Refused beside `[full]`. */
  vendorRights: v.optional(flag(), false),
  /** ARN of the KMS key that the bucket is encrypted with; default: no right on any key. Refuses an alias, another region. */
  kmsKeyArn: v.optional(kmsKeyArn),
  /** Account that owns that key; default: the bucket's. Refused without `kmsKeyArn`. */
  kmsKeyAccount: v.optional(accountId),
});

const oneWidening: Check<v.InferOutput<typeof shape>> = ({ access: words, vendorRights }) =>
  vendorRights && words.includes(FULL)
    ? {
        expected: "`access: [full]` or `vendorRights: true`",
        got: "both",
        hint: "remove `vendorRights`; full access includes it",
      }
    : undefined;

const keyOfAccount: Check<v.InferOutput<typeof shape>> = ({ kmsKeyArn: key, kmsKeyAccount: account }) =>
  account !== undefined && key === undefined
    ? {
        expected: "`kmsKeyArn` beside `kmsKeyAccount`",
        got: "`kmsKeyAccount` alone",
        hint: "add the ARN of the key that the bucket is encrypted with, or remove `kmsKeyAccount`",
      }
    : undefined;

/** `aspera:bucket`: where the files land. */
export const bucket = v.pipe(
  shape,
  must(firstOf(oneWidening, keyOfAccount)),
  // In one fixed order, so that the same rights always produce the same policy text.
  v.transform(({ access: words, ...place }) => ({
    ...place,
    access: OPERATIONS.filter((word) => words.includes(FULL) || words.includes(word)),
    fullAccess: words.includes(FULL),
  })),
  v.description("an object with name"),
);

/** Where the files land, and what may be done with them. With `fullAccess`, `access` lists all operations. */
export type BucketSettings = Setting<typeof bucket>;
