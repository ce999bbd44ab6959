import * as v from "valibot";
import { integer, oneOf } from "./rules";

/** Longer than IAM has been seen to take. */
const LONGEST_WAIT = 1800;

/** `aspera:prove`: how an `up` proves the link. A mode alone is short for an object with only `mode`. docs/proof.md */
export const prove = v.pipe(
  v.object({
    /** `required`, the default: an `up` whose link does not work fails. `report`: it only says so. */
    mode: oneOf(["required", "report"]),
    /** Seconds that an `up` waits for the link to work, 0 to 1800; default 120. */
    longestWait: v.optional(integer(0, LONGEST_WAIT, "seconds"), 120),
  }),
  v.description("required | report"),
);

/** `aspera:proof`: `full` also tests, in previews, what must be refused; default `quiet`. */
export const proof = oneOf(["full", "quiet"]);
