import * as v from "valibot";
import { described, FINDING, jsonDocument, owner, type Same, text } from "../jsonDocument";
import type { PreflightDocument } from "./document";

const result = v.strictObject({
  check: text("what was looked at, in two or three words"),
  state: described(
    v.picklist(["ok", "note", "stop", "skipped"]),
    "`note`: `up` may go ahead, and a person should know; `stop`: it may not; `skipped`: could not be looked at",
  ),
  found: text("what was found"),
  code: v.optional(FINDING.code),
  owner: v.optional(owner),
  hint: v.optional(FINDING.hint),
});

/** What `npm run preflight -- --json` prints. */
export const preflightSchema = jsonDocument({
  stack: text("its name"),
  results: described(
    v.array(result),
    "one entry a check; `code`, `owner` and `hint` on all that is not `ok`",
  ),
});

/** A field of the document that the schema does not have, or the other way round, is a type error here. */
export const ALL_FIELDS: Same<PreflightDocument, v.InferOutput<typeof preflightSchema>> = true;
