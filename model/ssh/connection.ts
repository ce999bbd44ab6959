import * as v from "valibot";
import { property, secretText } from "../schema/property";
import { fitToShow } from "../text/fitToShow";

/** One SSH host: where it is, as whom to log in, and how it proves that it is the one that was meant. */
export const sshHop = v.object({
  host: property(v.string(), "Host name or IP address."),
  port: property(v.number(), "TCP port of SSH; 33001 on Aspera's images."),
  user: property(v.string(), "Login name."),
  hostKey: property(v.string(), "The host's one accepted public key, as in `ssh-ed25519 AAAA...`."),
});

/** A lesser login that only looks at the server. */
export const observer = v.object({
  user: property(v.string(), "Login name."),
  privateKeyFile: v.optional(
    property(v.string(), "Path of its private key on this machine; default: what the main login uses."),
  ),
});

/**
 * How an Aspera server is reached over SSH: the one shape from the settings to the socket. Without a private key, the SSH
 * agent of `SSH_AUTH_SOCK` is asked.
 */
export const serverConnection = v.object({
  ...sshHop.entries,
  privateKeyFile: v.optional(
    property(
      v.string(),
      "Path of the private key on this machine, read at each login. The plugin keeps the path alone; the apply Command keeps the key, encrypted.",
    ),
  ),
  privateKey: v.optional(secretText("Private key by value, in OpenSSH's or the older PEM form.")),
  privateKeyPassphrase: v.optional(secretText("What the private key is encrypted with; leave out for none.")),
  sudo: property(v.boolean(), "Whether changes are made with `sudo -n`."),
  asperaRoot: property(
    v.string(),
    "Aspera's folder on the server: absolute, or relative to the login's home.",
  ),
  proxy: v.optional(property(sshHop, "Jump host: logged in to first, with the same key.")),
  observer: v.optional(property(observer, "A lesser login that only looks at the server.")),
});

/** One SSH host on the way. */
export type SshHop = v.InferOutput<typeof sshHop>;
/** How an Aspera server is reached. */
export type ServerConnection = v.InferOutput<typeof serverConnection>;

/** A host as sentences name it: `aspera.example.com:33001`. It comes from outside, so it is made fit for a terminal. */
export function placeOf({ host, port }: Pick<SshHop, "host" | "port">): string {
  return fitToShow(`${host}:${port}`);
}
