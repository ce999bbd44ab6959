import { isIP } from "node:net";
import * as v from "valibot";
import { type Check, firstOf, integer, text, unlike } from "./rules";
import { login } from "./users";

const isHost: Check<string> = (value) =>
  isIP(value) !== 0 ||
  (value.length <= 253 &&
    /^[A-Za-z0-9]([A-Za-z0-9-]{0,62}\.)*[A-Za-z0-9-]*[A-Za-z0-9]$|^[A-Za-z0-9]$/.test(value))
    ? undefined
    : "use only letters, digits, dots and dashes";

/** Where an SSH server is. */
export const host = text(
  "a host name or an IP address",
  firstOf(
    unlike(/:\/\//, "remove the scheme"),
    unlike(/@/, "put the login into `user`"),
    unlike(/^[^:]*:\d+$/, "put the port into `port`"),
    unlike(/[[\]]/, "write an IPv6 address without brackets"),
    isHost,
  ),
);

/** A file on this machine. */
export const filePath = text(
  "the path of a file on this machine",
  unlike(/^$|\p{Cc}/u, "give a path; ~ stands for your home directory"),
);

/** A public host key. checks/hostKey.ts parses it, since consent to RSA is a key of its own. */
export const hostKey = text(
  "a host key as in `ssh-ed25519 AAAA...`",
  unlike(/^\s*$/, "`ssh-keyscan` prints it"),
);

/** `aspera:server.proxy`: the jump host, logged in to first and with the same private key. docs/ssh.md */
export const proxy = v.pipe(
  v.object({
    /** Host name or IP address; needed. Refuses a scheme, a login, a port and brackets. */
    host,
    /** Port of SSH; default 22. */
    port: v.optional(integer(1, 65535), 22),
    /** Login on the jump host; default `ec2-user`. */
    user: v.optional(login, "ec2-user"),
    /** The jump host's public key, `ssh-ed25519 AAAA...`; needed. Refuses RSA. */
    hostKey,
  }),
  v.description("an object with host and hostKey"),
);

/** `aspera:server.observer`: the login that looks at the server and changes nothing. docs/ssh.md */
export const observer = v.pipe(
  v.object({
    /** Login without sudo; needed. */
    user: login,
    /** Its key file; default: the main login's credentials. Refuses a missing file, a public key and a passphrase. */
    sshPrivateKeyFile: v.optional(filePath),
  }),
  v.description("an object with user"),
);
