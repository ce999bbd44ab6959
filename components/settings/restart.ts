import * as v from "valibot";
import { integer, must, oneOf } from "./rules";
import type { Restart } from "./types";

/** No keepalive is sent over the SSH connection, so the wait cannot be endless. */
const LONGEST_WAIT = 3600;
const DEFAULT_WAIT = 600;

/** `aspera:restart`; the mode alone is short for an object that holds only `mode`. */
export const restart = v.pipe(
  v.object({
    mode: oneOf(["restart", "reload", "whenIdle", "none"]),
    longestWait: v.optional(integer(1, LONGEST_WAIT, "seconds")),
    ifBusy: v.optional(oneOf(["fail", "restart"])),
  }),
  must(({ mode, ...waiting }) => {
    const idle = Object.entries(waiting).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    if (mode === "whenIdle" || idle.length === 0) return undefined;
    return {
      expected: `${idle.join(" and ")} only with mode: whenIdle`,
      got: `mode: ${mode}`,
      hint: "only whenIdle waits; leave it out",
    };
  }),
  v.transform(({ mode, longestWait = DEFAULT_WAIT, ifBusy = "fail" }): Restart => {
    return mode === "whenIdle" ? { mode, longestWait, ifBusy } : { mode };
  }),
  v.description("restart | reload | whenIdle | none"),
);
