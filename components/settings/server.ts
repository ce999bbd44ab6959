import * as v from "valibot";
import { firstOf, flag, integer, like, must, text, unlike } from "./rules";
import { login } from "./users";
import { filePath, host, hostKey, observer, proxy } from "./ways";

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
    proxy: v.optional(proxy),
    observer: v.optional(observer),
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

/** `aspera:sshPrivateKeyPassphrase`. */
export const sshPrivateKeyPassphrase = text(
  "the passphrase of the private key",
  firstOf(
    unlike(/^$/, "leave it out for a key without passphrase"),
    unlike(/\p{Cc}/u, "take out line ends and control characters; `pulumi config set --secret` asks for it"),
  ),
);
