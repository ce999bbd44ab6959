import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { SshTarget } from "./ssh";

/** How the server is reached, in the plain properties that a resource keeps; all from settings. */
export interface ServerProperties {
  readonly host: string;
  readonly port: number;
  readonly login: string;
  /** Pinned host key, `type base64`. */
  readonly hostKey: string;
  /** Path of the private key as the settings write it; empty when the key comes by value or from the agent. */
  readonly privateKeyFile: string;
  /** Private key by value, a secret; empty otherwise. */
  readonly privateKey: string;
  /** True when changes are made with `sudo -n`. */
  readonly sudo: boolean;
  /** Aspera's folder on the server. */
  readonly asperaRoot: string;
}

/** The login that these properties describe. The key file is read now, so that a rotated key counts at once. */
export function loginTarget(server: ServerProperties): SshTarget {
  const { host, port, login, hostKey, privateKeyFile } = server;
  const privateKey = privateKeyFile
    ? readFileSync(privateKeyFile.replace(/^~(?=\/)/, homedir()), "utf8")
    : server.privateKey || undefined;
  return { host, port, user: login, hostKey, privateKey };
}
