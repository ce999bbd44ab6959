import { type Found, found } from "../../model/findings/finding";
import type { HostKey } from "../../model/ssh/hostKey";
import { hostKeyNotConfirmed } from "../../program/findings/launch/hostKeyNotConfirmed";
import { hostKeyNotPrinted } from "../../program/findings/launch/hostKeyNotPrinted";
import { hostKeyNotShown } from "../../program/findings/launch/hostKeyNotShown";

/** Whether the host that answers is the instance: the key to pin, or what is wrong. */
export type Verdict = { readonly key: HostKey } | { readonly wrong: Found };

/** The host that answers, and the instance that it should be. */
export interface Compared {
  /** Host and port. */
  readonly place: string;
  readonly instanceId: string;
}

/**
 * The best key that the network shows and the console confirms. One key that the console does not know, beside others that
 * it does, is no trouble: it was made after the first boot. None that it knows is.
 * @param shown keys that the network showed, the best first.
 * @param printed fingerprints that the console printed.
 */
export function compareKeys(
  shown: readonly HostKey[],
  printed: readonly string[],
  { place, instanceId }: Compared,
): Verdict {
  if (printed.length === 0) return { wrong: found(hostKeyNotPrinted, { instanceId }) };
  const key = shown.find(({ fingerprint }) => printed.includes(fingerprint));
  if (key) return { key };
  if (shown.length === 0) return { wrong: found(hostKeyNotShown, { place }) };
  const fingerprints = shown.map(({ fingerprint }) => fingerprint);
  return { wrong: found(hostKeyNotConfirmed, { place, instanceId, shown: fingerprints, printed }) };
}
