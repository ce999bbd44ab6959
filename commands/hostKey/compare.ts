import type { HostKey } from "../../components/server/hostKey";

/** Whether the host that answers is the instance. */
export type Verdict =
  | { readonly key: HostKey }
  | {
      /** One sentence. */
      readonly trouble: string;
      readonly hint: string;
    };

/**
 * The best key that the network shows and the console confirms. One key that the console does not know, beside others that
 * it does, is no trouble: it was made after the first boot. None that it knows is.
 * @param shown keys that the network showed, the best first.
 * @param confirmed fingerprints that the console printed.
 */
export function compareKeys(shown: readonly HostKey[], confirmed: readonly string[]): Verdict {
  if (confirmed.length === 0) {
    return {
      trouble: "expected fingerprints of host keys in the instance's console output, found none",
      hint: "a fresh instance prints them within minutes; an image that does not print them: compare with `ssh-keygen -lf` run on the server over another way in, such as the serial console",
    };
  }
  const key = shown.find(({ fingerprint }) => confirmed.includes(fingerprint));
  if (key) return { key };
  if (shown.length === 0) {
    return {
      trouble: "expected an ed25519 or ecdsa host key, the server shows none",
      hint: "make one on the server: ssh-keygen -A, and name it in sshd_config",
    };
  }
  return {
    trouble: `expected one of ${confirmed.join(", ")} from the console, got ${shown.map(({ fingerprint }) => fingerprint).join(", ")}`,
    hint: "somebody else answers at that address, or the keys were made anew after the first boot: do not pin them before you know which",
  };
}
