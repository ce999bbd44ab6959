import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { utils } from "ssh2";
import { type Layout, layout } from "../layout";

/**
 * An ed25519 key pair in OpenSSH's format. ssh2 1.17 drops the first byte of a public key that begins with a zero, one in
 * 256, and then cannot read either half: such a pair is generated again.
 */
export function ed25519KeyPair({ comment = "", passphrase = "" } = {}): { public: string; private: string } {
  const locked = passphrase === "" ? {} : { passphrase, cipher: "aes256-cbc", rounds: 4 };
  for (;;) {
    const made = utils.generateKeyPairSync("ed25519", { comment, ...locked });
    if (![made.public, made.private].some((text) => utils.parseKey(text, passphrase) instanceof Error))
      return made;
  }
}

/** Creates a key pair, FILE and FILE.pub, unless it exists. */
function keyPair(file: string, comment: string): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const made = ed25519KeyPair({ comment });
  writeFileSync(`${file}.pub`, `${made.public}\n`, { mode: 0o644 });
  writeFileSync(file, made.private, { mode: 0o600 });
}

/** The host's public key as `ssh-ed25519 AAAA...`, without a comment: the form of `hostKey` in a Pulumi program. */
export function hostKey(place: Layout): string {
  const line = readFileSync(join(place.root, "etc/ssh/host_ed25519.pub"), "utf8");
  return line.trim().split(" ").slice(0, 2).join(" ");
}

/**
 * Creates the client's and the host's key, once per checkout, authorizes the client's and writes known_hosts.
 * @param port the server's SSH port
 */
export function makeKeys(place: Layout, port: number): void {
  const folder = join(place.root, "etc/ssh");
  keyPair(place.clientKey, "sandbox-client");
  keyPair(join(folder, "host_ed25519"), "sandbox-host");
  copyFileSync(`${place.clientKey}.pub`, join(folder, "authorized_keys"));
  const names = port === 22 ? ["127.0.0.1", "localhost"] : [`[127.0.0.1]:${port}`, `[localhost]:${port}`];
  writeFileSync(place.knownHosts, names.map((name) => `${name} ${hostKey(place)}\n`).join(""));
}

/** Host key of a sandbox's server, for `server.hostKey`. */
export function hostKeyOf(home: string): string {
  return hostKey(layout(home));
}
