import type { Found } from "../../model/findings/finding";
import type { Fault } from "../../program/settings";

/** A finding in the list of all that is wrong. @param key what it is about. @param expected what that should have been. */
export function asFault(key: string, expected: string, { text, hint, code }: Found): Fault {
  return { key, expected, got: text, hint: `${hint} [${code}]` };
}

/** What is expected of credentials. */
export const OF_THE_ACCOUNT = "those of the account that is meant";
