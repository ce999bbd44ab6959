import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { ServerConnection } from "../../model/ssh/connection";
import { sshFailure } from "./sshFailure";
import type { SshKey, SshTarget } from "./sshTarget";

/** The login that changes the server. The key file is read now, so that a rotated key counts at once. */
export function changingLogin(connection: ServerConnection): SshTarget {
  const { host, port, user, hostKey, proxy } = connection;
  return { host, port, user, hostKey, ...mainKey(connection), proxy };
}

/** The login that looks at the server: the observer's, else the main one. */
export function observingLogin(connection: ServerConnection): SshTarget {
  const { observer } = connection;
  if (!observer) return changingLogin(connection);
  const { host, port, hostKey, proxy } = connection;
  const key = observer.privateKeyFile
    ? { privateKey: readKey(observer.privateKeyFile, connection) }
    : mainKey(connection);
  return { host, port, user: observer.user, hostKey, ...key, proxy };
}

/** The constant text of the command that runs a program on the server; program and request come by stdin. */
export function perlCommand(sudo: boolean): string {
  return sudo ? "sudo -n perl -" : "perl -";
}

function mainKey(connection: ServerConnection): SshKey {
  const { privateKeyFile, privateKey, privateKeyPassphrase } = connection;
  return {
    privateKey: privateKeyFile ? readKey(privateKeyFile, connection) : privateKey || undefined,
    passphrase: privateKeyPassphrase || undefined,
  };
}

function readKey(file: string, connection: ServerConnection): string {
  try {
    return readFileSync(file.replace(/^~(?=\/)/, homedir()), "utf8");
  } catch (error) {
    const reason = `cannot read the private key ${file}: ${(error as NodeJS.ErrnoException).code}`;
    throw sshFailure("loginRefused", connection, reason);
  }
}
