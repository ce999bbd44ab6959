import * as v from "valibot";
import { awsId } from "./awsId";
import { instance } from "./instance";
import { type Check, firstOf, flag, integer, must, text, unlike } from "./rules";
import { securityGroup } from "./securityGroup";
import { filePath, host, hostKey, observer, proxy } from "./ssh";
import { upgrade, upgradeSettings } from "./upgrade";
import { login } from "./users";

const asperaRoot = text(
  "a folder on the server: absolute, or relative to the login's home",
  firstOf(
    unlike(/^$|^\/+$/, "give Aspera's own folder, usually /opt/aspera"),
    unlike(/^~/, "remove ~; a relative path already starts at the login's home"),
    unlike(/(^|\/)\.\.(\/|$)/, "write the path without .."),
    unlike(/\p{Cc}/u, "remove control characters"),
    unlike(/.\/$/, "remove the / at the end"),
  ),
);

/** Port and login are those of the Aspera on Demand images. */
const shape = v.object({
  /** Host name or IP address; needed unless `instance` is set. Refuses a scheme, a login, a port and brackets. */
  host: v.optional(host),
  /** Port of SSH, 1 to 65535; default 33001. */
  port: v.optional(integer(1, 65535), 33001),
  /** Administrator's login; default `ec2-user`. Refuses what is not a Linux user name. */
  user: v.optional(login, "ec2-user"),
  /** The server's public key, `ssh-ed25519 AAAA...`. Refuses malformed keys, DSA, certificates and fingerprints. */
  hostKey: v.optional(hostKey),
  /** Known-hosts file to take the host key from; `~` is allowed. Refuses a file without exactly one usable key. */
  knownHostsFile: v.optional(filePath),
  /** Consent to an RSA host key, which works only with OpenSSH before 8.8; default false. */
  allowRsaHostKey: v.optional(flag(), false),
  /** Whether changes are made with `sudo -n`; default true, false for root. */
  sudo: v.optional(flag()),
  /** Aspera's folder, absolute or relative to the login's home; default `/opt/aspera`. */
  asperaRoot: v.optional(asperaRoot, "/opt/aspera"),
  /** EC2 instance whose profile is checked; default none. Refused with `instance`. */
  instanceId: v.optional(awsId("i", "an instance", "`aws ec2 describe-instances` prints it")),
  /** Software package to upgrade to; default: no upgrade. */
  upgrade: v.optional(upgrade),
  /** Jump host; default: the server is reached directly. */
  proxy: v.optional(proxy),
  /** A login without sudo that only looks; default: the main login. */
  observer: v.optional(observer),
  /** Launches the server; default: it is already running. */
  instance: v.optional(instance),
  /** Security group for the launched server. Refused without `instance`. */
  securityGroup: v.optional(securityGroup),
  /** Lets a change replace the launched server and everything on it; default false. Refused without `instance`. */
  allowReplace: v.optional(flag(), false),
});

type Shape = v.InferOutput<typeof shape>;

/** The stack either launches the server or names a running one. */
const oneOrigin: Check<Shape> = ({ host, instance, instanceId, securityGroup, allowReplace }) => {
  if (instance !== undefined) {
    const hint = "remove instanceId: a launched server gets its own ID";
    return instanceId === undefined
      ? undefined
      : { expected: "`instance` or `instanceId`", got: "both", hint };
  }
  if (host === undefined) {
    const hint = "give the server's address, or an `instance` to launch";
    return { expected: "`host` or `instance`", got: "neither", hint };
  }
  const unused = [
    ...(securityGroup === undefined ? [] : ["securityGroup"]),
    ...(allowReplace ? ["allowReplace"] : []),
  ].join(" and ");
  const hint = "remove it; only a server that this stack launches can be changed";
  return unused === "" ? undefined : { expected: `${unused} only with \`instance\``, got: "none", hint };
};

/** Trust on first use is not an option; only a server that is yet to be launched may have no host key. */
const oneHostKey: Check<Shape> = ({ host, hostKey, knownHostsFile, instance }) => {
  const expected = "`hostKey` or `knownHostsFile`";
  if (hostKey !== undefined && knownHostsFile !== undefined)
    return { expected, got: "both", hint: "remove one of them" };
  if (knownHostsFile !== undefined && host === undefined) {
    const hint = "give `host` as well, since the file is searched for it, or give `hostKey` instead";
    return { expected: "`hostKey`", got: "`knownHostsFile` without `host`", hint };
  }
  if (hostKey !== undefined || knownHostsFile !== undefined || instance !== undefined) return undefined;
  const hint =
    "print the keys with ssh-keyscan and compare them; without one, anyone who answers at that address is trusted";
  return { expected, got: "neither", hint };
};

/** `aspera:server`: how the server is reached, and whether this stack launches it. */
export const server = v.pipe(
  shape,
  must(firstOf(oneOrigin, oneHostKey)),
  v.transform(({ sudo, upgrade, ...server }) => ({
    ...server,
    sudo: sudo ?? server.user !== "root",
    ...(upgrade && { upgrade: upgradeSettings(upgrade) }),
  })),
  v.description("an object with host and hostKey or knownHostsFile"),
);
