import { createHmac } from "node:crypto";
import { HOST_KEY_TYPES, type HostKeyVerdict, isHostKeyType, parseHostKey } from "./hostKey";

const SSH_PORT = 22;

/** One line of a known-hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
interface Entry {
  readonly marker: string;
  /** Comma-separated patterns, or one hashed name. */
  readonly hosts: string;
  readonly type: string;
  readonly base64: string;
}

/**
 * The one host key to pin, from a known-hosts file: ed25519 before ecdsa before, with consent, RSA.
 *
 * As OpenSSH does, it looks for `[host]:port`, and when that is not there for the plain name, which stands for any port.
 * Hashed names are recognised, revoked keys are left out, certificate authorities are no host keys.
 * @param file text of the file.
 * @param host name or address, as the connection names it.
 * @param allowRsa consent to an RSA key; see parseHostKey.
 */
export function findHostKey(file: string, host: string, port: number, allowRsa: boolean): HostKeyVerdict {
  const entries = parse(file);
  const lookup = port === SSH_PORT ? host : `[${host}]:${port}`;
  const named = entriesOf(entries, lookup);
  const found = named.length > 0 ? named : entriesOf(entries, host);
  const usable = found.filter(
    (entry) => isHostKeyType(entry.type) && !isRevoked(entries, lookup, host, entry),
  );

  for (const type of HOST_KEY_TYPES) {
    const keys = new Set(usable.filter((entry) => entry.type === type).map((entry) => entry.base64));
    if (keys.size > 1) {
      return refuse(lookup, `${keys.size} different ${type} keys`, "remove the old one, or give `hostKey`");
    }
    for (const base64 of keys) return parseHostKey(`${type} ${base64}`, allowRsa);
  }
  if (found.length > 0)
    return refuse(lookup, "only keys that are revoked or of another kind", KEYSCAN(host, port));
  if (entriesOf(entries, lookup, "@cert-authority").length > 0) {
    return refuse(lookup, "only a certificate authority", "give the server's own key as `hostKey`");
  }
  return refuse(lookup, "none", KEYSCAN(host, port));
}

const KEYSCAN = (host: string, port: number): string =>
  `print its keys with \`ssh-keyscan -p ${port} ${host}\`, compare them with the instance's console output, then add them`;

function refuse(lookup: string, got: string, hint: string): HostKeyVerdict {
  return { problem: { expected: `one host key of ${lookup} in the known-hosts file`, got, hint } };
}

function parse(file: string): Entry[] {
  return file.split(/\r?\n/).flatMap((line) => {
    const words = line.trim().split(/\s+/);
    if (words[0] === "" || words[0]?.startsWith("#")) return [];
    const marker = words[0]?.startsWith("@") ? (words.shift() ?? "") : "";
    const [hosts, type, base64] = words;
    return hosts && type && base64 ? [{ marker, hosts, type, base64 }] : [];
  });
}

function entriesOf(entries: readonly Entry[], name: string, marker = ""): Entry[] {
  return entries.filter((entry) => entry.marker === marker && speaksOf(entry.hosts, name.toLowerCase()));
}

function isRevoked(entries: readonly Entry[], lookup: string, host: string, key: Entry): boolean {
  return [lookup, host].some((name) =>
    entriesOf(entries, name, "@revoked").some(
      (entry) => entry.type === key.type && entry.base64 === key.base64,
    ),
  );
}

function speaksOf(hosts: string, name: string): boolean {
  if (hosts.startsWith("|")) return isHashOf(hosts, name);
  let matches = false;
  for (const pattern of hosts.toLowerCase().split(",")) {
    const negated = pattern.startsWith("!");
    if (!matchesPattern(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    matches = true;
  }
  return matches;
}

/** `|1|salt|hash`: HMAC-SHA1 of the name under the salt (OpenSSH, hostfile.c). */
function isHashOf(hosts: string, name: string): boolean {
  const [, version, salt = "", hash] = hosts.split("|");
  if (version !== "1") return false;
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}

/** `*` is any text, `?` one character; everything else stands for itself, brackets included. */
function matchesPattern(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`).test(name);
}
