import type { Fault, ParsedSettings } from "../../../program/settings";
import { withAnyHostKeyIfNone } from "../../hostKey/anyHostKey";
import { type Draft, parseDraft } from "../draft";
import { optionFor } from "./optionLines";

/**
 * The settings that a new customer's draft comes to, or every fault of it, each with the option that it came from. A host key
 * may follow: the server's console shows it to whoever has the stack.
 */
export function readDraft(stack: string, draft: Draft, externalId: string): ParsedSettings {
  const { settings, faults } = parseDraft(stack, draft, externalId, withAnyHostKeyIfNone);
  return { settings, faults: faults.map(withOption) };
}

/** The fault with the option that gives the setting. */
export function withOption(fault: Fault): Fault {
  const option = optionFor(fault.key.replace(/^aspera:/, ""));
  return option === undefined ? fault : { ...fault, key: `${option} (${fault.key})` };
}
