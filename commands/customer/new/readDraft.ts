import type { Fault, ParsedSettings } from "../../../program/settings";
import { withAnyHostKeyIfNone } from "../../hostKey/anyHostKey";
import { type Draft, parseDraft } from "../draft";
import { valueAt, withValue } from "./draftOf";
import { optionFor } from "./optionFor";
import { OPTIONS, SERVER_OPTIONS } from "./options";

/**
 * The settings that a new customer's draft comes to, or every fault of it, each with the option that it came from. A host key
 * may follow: the server's console shows it to whoever has the stack.
 */
export function readDraft(stack: string, draft: Draft, externalId: string): ParsedSettings {
  const missing = Object.entries(OPTIONS).filter(
    ([, { needed, setting }]) => needed !== undefined && valueAt(draft, setting) === undefined,
  );
  const { settings, faults } = parseDraft(stack, filledIn(draft, missing), externalId, withAnyHostKeyIfNone);
  if (missing.length === 0) return { settings, faults: faults.map(withOption) };
  return { faults: [...missing.map(([name]) => missingFault(name)), ...faults.map(withOption)] };
}

/** The fault with the option that gives the setting. */
export function withOption(fault: Fault): Fault {
  const option = optionFor(fault.key.replace(/^aspera:/, ""));
  return option === undefined ? fault : { ...fault, key: `${option} (${fault.key})` };
}

/** Something in the place of what is missing, so that the rest is looked at all the same. */
function filledIn(draft: Draft, missing: readonly [string, { setting: string; needed?: string }][]): Draft {
  const whole = missing.reduce(
    (filled, [, { setting, needed }]) => withValue(filled, setting, needed),
    draft,
  );
  // A known-hosts file has no key of a server that nobody named.
  const named = valueAt(draft, "server.host") !== undefined;
  return named ? whole : withValue(whole, "server.knownHostsFile", undefined);
}

function missingFault(name: string): Fault {
  const { setting = "", help = "", word = "" } = OPTIONS[name] ?? {};
  const like = Object.hasOwn(SERVER_OPTIONS, name) ? ", or --like with another stack on that server" : "";
  return withOption({
    key: `aspera:${setting}`,
    expected: help,
    got: "nothing",
    hint: `give --${name} ${word}${like}`,
  });
}
