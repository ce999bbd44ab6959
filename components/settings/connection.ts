import { type HostKey, type HostKeyVerdict, parseHostKey } from "../server/hostKey";
import { findHostKey } from "../server/knownHosts";
import { type Files, readLocalFile } from "./files";
import type { KeyName, Values } from "./keys";
import { needsPassphrase, privateKeyComplaint } from "./privateKey";
import type { Refuse } from "./refuse";
import { Secret } from "./secret";
import type { JumpHost, Server, SshLogin } from "./types";

type ServerValue = NonNullable<Values["server"]>;

/** The one host key of the server: as given, or from the known-hosts file. */
export function hostKeyOf(server: ServerValue, files: Files, refuse: Refuse): HostKey | undefined {
  const { host, port, hostKey, knownHostsFile, allowRsaHostKey } = server;
  if (hostKey !== undefined)
    return accept("server.hostKey", parseHostKey(hostKey, allowRsaHostKey), hostKey, refuse);
  // A server that is still to be launched; server.ts refuses every other one without a key.
  if (knownHostsFile === undefined || host === undefined) return undefined;
  const file = readLocalFile(knownHostsFile, files);
  if ("text" in file) {
    return accept(
      "server.knownHostsFile",
      findHostKey(file.text, host, port, allowRsaHostKey),
      file.path,
      refuse,
    );
  }
  const hint = `make it with \`ssh-keyscan -p ${port} ${host} > FILE\`, and compare the keys with the instance's console output`;
  refuse("server.knownHostsFile", {
    expected: `a known-hosts file at ${file.path}`,
    got: file.trouble,
    hint,
  });
  return undefined;
}

function accept(key: string, verdict: HostKeyVerdict, value: string, refuse: Refuse): HostKey | undefined {
  if ("key" in verdict) return verdict.key;
  refuse(key, verdict.problem, value);
  return undefined;
}

/** The jump host, with its one host key; RSA is no choice there. */
export function jumpHostOf({ proxy }: ServerValue, refuse: Refuse): JumpHost | undefined {
  if (!proxy) return undefined;
  const { host, port, user } = proxy;
  const hostKey = accept("server.proxy.hostKey", parseHostKey(proxy.hostKey, false), proxy.hostKey, refuse);
  return hostKey && { host, port, user, hostKey };
}

/** The login that only looks; its key file is looked at here, and read again whenever the server is. */
export function observerOf({ observer }: ServerValue, files: Files, refuse: Refuse): Server["observer"] {
  if (!observer) return undefined;
  const { user, sshPrivateKeyFile } = observer;
  if (sshPrivateKeyFile !== undefined) {
    const key = "server.observer.sshPrivateKeyFile";
    const file = readPrivateKey(key, sshPrivateKeyFile, files, refuse);
    if (file && needsPassphrase(file.text)) refuse(key, LOCKED_OBSERVER);
  }
  return { user, privateKeyFile: sshPrivateKeyFile };
}

const LOCKED_OBSERVER = {
  expected: "a private key without passphrase",
  got: "one with a passphrase",
  hint: "this login can only look: give it a key of its own; or leave the file out, and it uses the way of the main login",
};

/**
 * How Pulumi logs in. A key by value was checked when it was read.
 * @param present the keys that the stack has, those with a refused value included.
 */
export function sshLoginOf(
  values: Values,
  present: ReadonlySet<KeyName>,
  files: Files,
  refuse: Refuse,
): SshLogin | undefined {
  const { sshPrivateKey, sshPrivateKeyFile } = values;
  if (sshPrivateKey !== undefined && sshPrivateKeyFile !== undefined) {
    refuse("sshPrivateKeyFile", {
      expected: "one private key",
      got: "sshPrivateKey as well",
      hint: "leave one out",
    });
    return undefined;
  }
  if (sshPrivateKey !== undefined) {
    const passphrase = passphraseOf("sshPrivateKey", sshPrivateKey, values, refuse);
    return { from: "setting", privateKey: new Secret(sshPrivateKey), passphrase };
  }
  if (sshPrivateKeyFile === undefined) {
    if (present.has("sshPrivateKey") || present.has("sshPrivateKeyFile")) return undefined;
    if (values.sshPrivateKeyPassphrase !== undefined) refuse("sshPrivateKeyPassphrase", NO_KEY);
    return { from: "agent" };
  }
  const file = readPrivateKey("sshPrivateKeyFile", sshPrivateKeyFile, files, refuse);
  if (!file) return undefined;
  const passphrase = passphraseOf("sshPrivateKeyFile", file.text, values, refuse);
  const { path, text } = file;
  return { from: "file", file: path, asWritten: sshPrivateKeyFile, privateKey: new Secret(text), passphrase };
}

function readPrivateKey(
  key: string,
  name: string,
  files: Files,
  refuse: Refuse,
): { path: string; text: string } | undefined {
  const file = readLocalFile(name, files);
  if (!("text" in file)) {
    const hint = "correct the path, or leave it out to use the SSH agent";
    refuse(key, { expected: `a private key at ${file.path}`, got: file.trouble, hint });
    return undefined;
  }
  const complaint = privateKeyComplaint(file.text);
  if (complaint === undefined) return file;
  refuse(key, complaint);
  return undefined;
}

/** The passphrase goes with an encrypted key and with no other: the command plugin refuses it for a key in clear. */
function passphraseOf(
  key: string,
  privateKey: string,
  { sshPrivateKeyPassphrase: passphrase }: Values,
  refuse: Refuse,
): Secret<string> | undefined {
  if (needsPassphrase(privateKey) === (passphrase !== undefined))
    return passphrase ? new Secret(passphrase) : undefined;
  if (passphrase === undefined) refuse(key, LOCKED);
  else refuse("sshPrivateKeyPassphrase", UNLOCKED);
  return undefined;
}

const LOCKED = {
  expected: "a passphrase beside the private key",
  got: "a key with a passphrase, alone",
  hint:
    "load it into the SSH agent with `ssh-add`, and leave the key out of the settings; " +
    "or `pulumi config set --secret aspera:sshPrivateKeyPassphrase` asks for the passphrase",
};

const UNLOCKED = {
  expected: "a private key with a passphrase beside it",
  got: "a key without one",
  hint: "leave the passphrase out",
};

const NO_KEY = {
  expected: "a private key beside the passphrase",
  got: "none",
  hint: "give aspera:sshPrivateKeyFile; the SSH agent asks for no passphrase here",
};
