import type { Owner } from "../../model/findings/finding";
import type { CheckResult } from "./result";

/** One result as `--json` gives it. */
interface Row {
  readonly check: string;
  readonly state: CheckResult["state"];
  readonly found: string;
  /** These three on everything that is not ok. */
  readonly code?: string;
  readonly owner?: Owner;
  readonly hint?: string;
}

/** The document of `--json`, as schema.ts publishes it. */
export interface PreflightDocument {
  readonly version: 1;
  readonly stack: string;
  readonly results: readonly Row[];
}

/** Puts the results of one stack into a document. */
export function preflightDocument(stack: string, results: readonly CheckResult[]): PreflightDocument {
  return {
    version: 1,
    stack,
    results: results.map(({ check, state, found, finding }) => ({
      check,
      state,
      found,
      ...(finding && { code: finding.code, owner: finding.owner, hint: finding.hint }),
    })),
  };
}
