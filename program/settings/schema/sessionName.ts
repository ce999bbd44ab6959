import * as v from "valibot";
import type { Setting } from "./readonly";
import { firstOf, flag, like, text } from "./rules";

/** STS API Reference, AssumeRole: `RoleSessionName`. */
const LEAST = 2;
const MOST = 64;

const name = text(
  `a session name: ${LEAST} to ${MOST} characters of A-Z a-z 0-9 _ + = , . @ -`,
  firstOf(
    (value) =>
      value.length < LEAST || value.length > MOST ? `this one has ${value.length} characters` : undefined,
    like(/^[A-Za-z0-9_+=,.@-]+$/, "use only letters, digits and _ + = , . @ -"),
  ),
);

/** `aspera:sessionName`: what the customer's CloudTrail calls transfers. A name alone is short for an object with only `name`. */
export const sessionName = v.pipe(
  v.object({
    /** Name of the session in which Aspera uses the bucket role; needed. Refuses what STS refuses. */
    name,
    /** True lets the trust in sessions of that name only, with a warning; default false: it is sent and not demanded. */
    required: v.optional(flag(), false),
  }),
  v.description("a session name, or an object with name"),
);

/** What transfers are called in the customer's CloudTrail. */
export type SessionNameSettings = Setting<typeof sessionName>;
