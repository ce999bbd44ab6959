import * as v from "valibot";
import { integer, oneOf } from "./rules";

/** Longest wait of an `up` for a link to stand; longer than IAM has been seen to take. */
const LONGEST_WAIT = 1800;

/** `aspera:prove`; the mode alone is short for an object that holds only `mode`. */
export const prove = v.pipe(
  v.object({
    mode: oneOf(["required", "report"]),
    longestWait: v.optional(integer(0, LONGEST_WAIT, "seconds"), 120),
  }),
  v.description("required | report"),
);

/** `aspera:proof`. */
export const proof = oneOf(["full", "quiet"]);
