import type { ProveAnswer } from "../agent/proveAnswer";
import type { Found } from "../findings/finding";
import { ACCESS_RULES } from "./accessRules";
import { LINK_STANDS, type LinkFacts, type LinkVerdict } from "./facts";
import { SERVER_RULES } from "./serverRules";

/**
 * What a proof comes to; undefined when the link stands. The first thing that is wrong is told: what comes after it could not
 * be asked, or says nothing.
 * @param seen what the probes saw.
 * @param facts what was to be proven.
 */
export function verdictOf(seen: ProveAnswer, facts: LinkFacts): Found | undefined {
  for (const rule of [...SERVER_RULES, ...ACCESS_RULES]) {
    const wrong = rule(seen, facts);
    if (wrong) return wrong;
  }
  return undefined;
}

/** The same in the words that people read in a diff. @param found what is wrong; undefined when the link stands. */
export function linkVerdict(found: Found | undefined): LinkVerdict {
  if (!found) return LINK_STANDS;
  const { text, code, owner, hint } = found;
  return { link: text, finding: code, owner, nextStep: hint };
}
