import * as v from "valibot";
import { instance, securityGroup } from "./instance";
import { type Check, firstOf, flag, integer, like, must, text, unlike } from "./rules";
import { upgrade } from "./upgrade";
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

/** What the checks across the keys of `aspera:server` look at. */
interface Parts {
  readonly host?: unknown;
  readonly hostKey?: unknown;
  readonly knownHostsFile?: unknown;
  readonly instanceId?: unknown;
  readonly instance?: unknown;
  readonly securityGroup?: unknown;
  readonly allowReplace?: boolean;
}

/** A server is launched here, or one that runs already. */
const oneOrigin: Check<Parts> = ({ host, instance, instanceId, securityGroup, allowReplace }) => {
  if (instance !== undefined) {
    const hint = "leave it out: a launched server has its own id";
    return instanceId === undefined
      ? undefined
      : { expected: "`instance` or `instanceId`", got: "both", hint };
  }
  if (host === undefined) {
    const hint = "give the address of the server, or the `instance` that is to be launched";
    return { expected: "`host` or `instance`", got: "neither", hint };
  }
  const idle = [
    ...(securityGroup === undefined ? [] : ["securityGroup"]),
    ...(allowReplace ? ["allowReplace"] : []),
  ].join(" and ");
  const hint = "only a server that this stack launches is changed; leave it out";
  return idle === "" ? undefined : { expected: `${idle} only with \`instance\``, got: "none", hint };
};

/** Whoever answers is not believed; only a server that is still to be launched has no host key yet. */
const oneHostKey: Check<Parts> = ({ host, hostKey, knownHostsFile, instance }) => {
  const expected = "`hostKey` or `knownHostsFile`";
  if (hostKey !== undefined && knownHostsFile !== undefined)
    return { expected, got: "both", hint: "leave one out" };
  if (knownHostsFile !== undefined && host === undefined) {
    const hint = "the file is searched by `host`: give that too, or `hostKey`";
    return { expected: "`hostKey`", got: "`knownHostsFile` without `host`", hint };
  }
  if (hostKey !== undefined || knownHostsFile !== undefined || instance !== undefined) return undefined;
  const hint =
    "without one, whoever answers at that address is believed; print the keys with ssh-keyscan and compare them";
  return { expected, got: "neither", hint };
};

/** `aspera:server`. Port and login are those of Aspera on Demand's images. */
export const server = v.pipe(
  v.object({
    host: v.optional(host),
    port: v.optional(integer(1, 65535), 33001),
    user: v.optional(login, "ec2-user"),
    hostKey: v.optional(hostKey),
    knownHostsFile: v.optional(filePath),
    allowRsaHostKey: v.optional(flag(), false),
    sudo: v.optional(flag()),
    asperaRoot: v.optional(asperaRoot, "/opt/aspera"),
    instanceId: v.optional(instanceId),
    upgrade: v.optional(upgrade),
    proxy: v.optional(proxy),
    observer: v.optional(observer),
    instance: v.optional(instance),
    securityGroup: v.optional(securityGroup),
    allowReplace: v.optional(flag(), false),
  }),
  must((parts) => firstOf<Parts>(oneOrigin, oneHostKey)(parts)),
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
