import { isIP } from "node:net";
import * as v from "valibot";
import { type Check, firstOf, integer, text, unlike } from "./rules";
import { login } from "./users";

/** The words for a host, a file and a host key, and the two ways to a server that are not the plain one. */

const isHost: Check<string> = (value) =>
  isIP(value) !== 0 ||
  (value.length <= 253 &&
    /^[A-Za-z0-9]([A-Za-z0-9-]{0,62}\.)*[A-Za-z0-9-]*[A-Za-z0-9]$|^[A-Za-z0-9]$/.test(value))
    ? undefined
    : "letters, digits, dots and dashes only";

/** Where an SSH server is. */
export const host = text(
  "a host name or an IP address",
  firstOf(
    unlike(/:\/\//, "leave out the scheme"),
    unlike(/@/, "the login goes into `user`"),
    unlike(/^[^:]*:\d+$/, "the port goes into `port`"),
    unlike(/[[\]]/, "write an IPv6 address without brackets"),
    isHost,
  ),
);

/** A file on this machine. */
export const filePath = text(
  "the path of a file on this machine",
  unlike(/^$|\p{Cc}/u, "give a path; ~ stands for your home"),
);

/** Looked at more closely, with the consent to RSA beside it, in components/server/hostKey.ts. */
export const hostKey = text(
  "a host key as in `ssh-ed25519 AAAA...`",
  unlike(/^\s*$/, "`ssh-keyscan` prints it"),
);

/** `aspera:server.proxy`: the host that is logged in to first, with the same key. Its host key is pinned as well. */
export const proxy = v.pipe(
  v.object({
    host,
    port: v.optional(integer(1, 65535), 22),
    user: v.optional(login, "ec2-user"),
    hostKey,
  }),
  v.description("an object with host and hostKey"),
);

/** `aspera:server.observer`: the login that looks at the server and changes nothing. */
export const observer = v.pipe(
  v.object({ user: login, sshPrivateKeyFile: v.optional(filePath) }),
  v.description("an object with user"),
);
