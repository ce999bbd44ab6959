import type { ProveAnswer } from "../agent/proveAnswer";
import { LINK_STANDS, type LinkFacts } from "./properties";
import { ACCESS_RULES } from "./verdictOfAccess";
import { SERVER_RULES } from "./verdictOfServer";
import type { Verdict } from "./words";

/**
 * What a proof comes to. The first thing that is wrong is told; what comes after it could not be asked, or says nothing.
 * @param seen what the probes saw.
 * @param facts what was to be proven.
 */
export function verdictOf(seen: ProveAnswer, facts: LinkFacts): Verdict {
  for (const rule of [...SERVER_RULES, ...ACCESS_RULES]) {
    const verdict = rule(seen, facts);
    if (verdict) return verdict;
  }
  return { ...LINK_STANDS, passing: false };
}
