import type { ProveAnswer } from "../../../model/agent/proveAnswer";
import type { LinkFacts } from "../../../model/link/facts";

/** What one proof comes to: the finding's code without `link-`, or `stands`; its owner; what its text holds. */
export type Row = readonly [
  finding: string,
  owner: string,
  text: string,
  seen: Partial<ProveAnswer>,
  facts?: Partial<LinkFacts>,
];

/** How a row of a link that stands begins. */
export const OK = ["stands", "nobody", "verified"] as const;

/** What AWS mostly adds to refusals. */
export const NO_REASON = {
  ...{ assume: "", list: "", upload: "", abort: "" },
  ...{ delete: "", put: "", get: "" },
} as const;

/** What is not asked when nothing could be assumed, and when the role is not the right one. */
export const NOT_ASKED = {
  list: "not asked",
  outside: "not asked",
  upload: "not asked",
  abort: "not asked",
} as const;
export const AFTER_ROLE = {
  assume: "not asked",
  without: "not asked",
  wrong: "not asked",
  ...NOT_ASKED,
} as const;
/** Whoever the server is in place of its own role. */
export const OTHER = "arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0";

/** In one account the server role holds the rights itself: nothing is assumed, and no refusal is asked. */
export const ALONE = { bucketRoleArn: undefined };
export const AS_ITSELF = {
  assume: "not asked",
  without: "not asked",
  wrong: "not asked",
  outside: "not asked",
} as const;
