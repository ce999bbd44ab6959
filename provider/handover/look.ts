import type { ObserveAnswer } from "../../model/agent/serverAnswer";
import type { Found } from "../../model/findings/finding";
import { assumeRefused } from "../../model/findings/link/assumeRefused";
import { observe } from "../docroot/observe";
import { ALL_WELL } from "../docroot/properties";
import { prove } from "../link/prove";
import type { HandoverInputs, SEEN } from "./properties";

/** What came of a look at the server. */
export interface Look {
  /**
   * `in place`: the user's docroot is the wanted one, asperanoded serves it, and a proof of the link was held and passed.
   * `elsewhere`: asperanoded serves one that is known to need nothing of what is wanted: a former one, or none of ours. Any
   * other one, such as one in another form, may need a part of it.
   */
  readonly seen: (typeof SEEN)[number];
  /** Whether the server was seen to carry the wanted server role. */
  readonly carriesRole: boolean;
}

/**
 * Asks the server whether the wanted docroot is proven and in place. Never throws for what the world did.
 * @param former fingerprints of the docroots before it.
 */
export async function look(inputs: HandoverInputs, former: readonly string[] = []): Promise<Look> {
  const link = { ...inputs, required: true, wait: 0, fullProof: false, widerStillAllowed: true };
  const [{ answer }, { wrong }] = await Promise.all([
    observe(inputs),
    prove(link, { refusals: false, ownObject: false }),
  ]);
  return lookOf(answer, wrong, former);
}

/**
 * What two answers of the server come to.
 * @param answer what it observed; undefined when it could not be asked.
 * @param wrong what the proof found; undefined when the link stands.
 * @param former fingerprints of the docroots before the wanted one.
 */
export function lookOf(
  answer: ObserveAnswer | undefined,
  wrong: Found | undefined,
  former: readonly string[] = [],
): Look {
  return {
    seen: seenIn(answer, wrong, former),
    // The agent asks to assume the bucket role only after it saw that it carries this server role.
    carriesRole: wrong === undefined || wrong.code === assumeRefused.code,
  };
}

function seenIn(
  answer: ObserveAnswer | undefined,
  wrong: Found | undefined,
  former: readonly string[],
): Look["seen"] {
  // What asperanoded does not answer for, or has not been started with, may be anything.
  if (answer?.asperanoded !== ALL_WELL.asperanoded) return "not seen";
  if (!answer.same)
    return answer.owner !== "ours" || former.includes(answer.fingerprint) ? "elsewhere" : "not seen";
  return wrong === undefined ? "in place" : "not seen";
}
