import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly instanceId: string;
  /** Fingerprints that the network showed. */
  readonly shown: readonly string[];
  /** Fingerprints that the console printed. */
  readonly printed: readonly string[];
}

export const hostKeyNotConfirmed = finding<Facts>({
  code: "launch-host-key-not-confirmed",
  owner: "operator",
  transient: false,
  text: ({ place, instanceId, shown, printed }) =>
    `${place} shows ${shown.join(", ")}, but the console of ${instanceId} printed ${printed.join(", ")}`,
  hint: () =>
    "find out which before you pin a key: another host answers at that address, or the keys were made anew after the first boot",
  meaning:
    "Pinning the key that the network shows would trust whoever answers, with the login that changes the server.",
  example: {
    place: "203.0.113.7:33001",
    instanceId: "i-0123456789abcdef0",
    shown: ["SHA256:l5Xcqkwcl5Xcqkwcl5Xcqkwcl5Xcqkwcl5Xcqkwcl5X"],
    printed: ["SHA256:sv0UFQuEE5GXFqZxMnMPL0ExZpcRLHQ3KLdnkmdkU0Y"],
  },
});
