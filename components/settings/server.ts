import { isIP } from "node:net";
import * as v from "valibot";
import { type Check, firstOf, flag, integer, like, must, text, unlike } from "./rules";
import { login } from "./users";

const isHost: Check<string> = (value) =>
  isIP(value) !== 0 ||
  (value.length <= 253 &&
    /^[A-Za-z0-9]([A-Za-z0-9-]{0,62}\.)*[A-Za-z0-9-]*[A-Za-z0-9]$|^[A-Za-z0-9]$/.test(value))
    ? undefined
    : "letters, digits, dots and dashes only";

const host = text(
  "a host name or an IP address",
  firstOf(
    unlike(/:\/\//, "leave out the scheme"),
    unlike(/@/, "the login goes into `user`"),
    unlike(/^[^:]*:\d+$/, "the port goes into `port`"),
    unlike(/[[\]]/, "write an IPv6 address without brackets"),
    isHost,
  ),
);

const filePath = text(
  "the path of a file on this machine",
  unlike(/^$|\p{Cc}/u, "give a path; ~ stands for your home"),
);

/** Looked at more closely, with the consent to RSA beside it, in components/server/hostKey.ts. */
const hostKey = text("a host key as in `ssh-ed25519 AAAA...`", unlike(/^\s*$/, "`ssh-keyscan` prints it"));

const asperaRoot = text(
  "a folder on the server: absolute, or relative to the login's home",
  firstOf(
    unlike(/^$|^\/+$/, "Aspera's own folder, usually /opt/aspera"),
    unlike(/^~/, "a relative path already begins at the login's home"),
    unlike(/(^|\/)\.\.(\/|$)/, "write the folder without .."),
    unlike(/\p{Cc}/u, "take out control characters"),
    unlike(/.\/$/, "leave out the / at the end"),
  ),
);

const instanceId = text(
  "an instance id such as i-0123456789abcdef0",
  like(/^i-([0-9a-f]{8}|[0-9a-f]{17})$/, "`aws ec2 describe-instances` prints it"),
);

/** `aspera:server`. Port and login are those of Aspera on Demand's images. */
export const server = v.pipe(
  v.object({
    host,
    port: v.optional(integer(1, 65535), 33001),
    user: v.optional(login, "ec2-user"),
    hostKey: v.optional(hostKey),
    knownHostsFile: v.optional(filePath),
    allowRsaHostKey: v.optional(flag(), false),
    sudo: v.optional(flag()),
    asperaRoot: v.optional(asperaRoot, "/opt/aspera"),
    instanceId: v.optional(instanceId),
  }),
  must(({ hostKey, knownHostsFile }) => {
    if ((hostKey === undefined) !== (knownHostsFile === undefined)) return undefined;
    return {
      expected: "`hostKey` or `knownHostsFile`",
      got: hostKey === undefined ? "neither" : "both",
      hint:
        hostKey === undefined
          ? "without one, whoever answers at that address is believed; print the keys with ssh-keyscan and compare them"
          : "leave one out",
    };
  }),
  v.description("an object with host and hostKey or knownHostsFile"),
);

/** `aspera:sshPrivateKeyFile`. */
export const sshPrivateKeyFile = filePath;
