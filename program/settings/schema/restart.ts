import * as v from "valibot";
import type { Setting } from "./readonly";
import { integer, must, oneOf } from "./rules";

/** The SSH connection sends no keepalives, so the wait must be bounded. */
const LONGEST_WAIT = 3600;
const DEFAULT_WAIT = 600;

/** `aspera:restart`: how asperanoded picks up a new docroot. A mode alone is short for an object with only `mode`. */
export const restart = v.pipe(
  v.object({
    /** `restart` (default), `reload`, `whenIdle`: once no transfers run, or `none`. */
    mode: oneOf(["restart", "reload", "whenIdle", "none"]),
    /** Seconds that `whenIdle` waits for transfers to end, 1 to 3600; default 600. Refused with other modes. */
    longestWait: v.optional(integer(1, LONGEST_WAIT, "seconds")),
    /** What `whenIdle` does when they have not ended; default `fail`. Refused with other modes. */
    ifBusy: v.optional(oneOf(["fail", "restart"])),
  }),
  must(({ mode, ...waiting }) => {
    const unused = Object.entries(waiting).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    if (mode === "whenIdle" || unused.length === 0) return undefined;
    return {
      expected: `${unused.join(" and ")} only with mode: whenIdle`,
      got: `mode: ${mode}`,
      hint: "remove it; only whenIdle waits",
    };
  }),
  v.transform(({ mode, longestWait = DEFAULT_WAIT, ifBusy = "fail" }) =>
    mode === "whenIdle" ? { mode, longestWait, ifBusy } : { mode },
  ),
  v.description("restart | reload | whenIdle | none"),
);

/** How asperanoded picks up a new docroot. */
export type Restart = Setting<typeof restart>;
