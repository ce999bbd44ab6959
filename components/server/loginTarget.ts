import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { SshHop, SshKey, SshTarget } from "./sshTarget";

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
  /** What the private key is encrypted with, a secret; left out for a key in clear. */
  readonly privateKeyPassphrase?: string;
  /** True when changes are made with `sudo -n`. */
  readonly sudo: boolean;
  /** Aspera's folder on the server. */
  readonly asperaRoot: string;
  /** Jump host; left out when the server is reached from here. */
  readonly proxy?: SshHop;
  /** Lesser login that only looks; left out when the main one does that too. */
  readonly observer?: ObserverProperties;
}

/** The login that looks at the server and changes nothing. */
export interface ObserverProperties {
  readonly login: string;
  /** Path of its private key as the settings write it; empty means the main login's way. */
  readonly privateKeyFile: string;
}

/** The login that changes the server. The key file is read now, so that a rotated key counts at once. */
export function loginTarget(server: ServerProperties): SshTarget {
  const { host, port, login, hostKey, proxy } = server;
  return { host, port, user: login, hostKey, ...mainKey(server), proxy };
}

/** The login that looks at the server: the observer's, else the main one. */
export function observerTarget(server: ServerProperties): SshTarget {
  const { observer } = server;
  if (!observer) return loginTarget(server);
  const { host, port, hostKey, proxy } = server;
  const key = observer.privateKeyFile ? { privateKey: readKey(observer.privateKeyFile) } : mainKey(server);
  return { host, port, user: observer.login, hostKey, ...key, proxy };
}

function mainKey({ privateKeyFile, privateKey, privateKeyPassphrase }: ServerProperties): SshKey {
  return {
    privateKey: privateKeyFile ? readKey(privateKeyFile) : privateKey || undefined,
    passphrase: privateKeyPassphrase || undefined,
  };
}

function readKey(file: string): string {
  return readFileSync(file.replace(/^~(?=\/)/, homedir()), "utf8");
}
