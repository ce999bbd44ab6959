import { Client } from "ssh2";
import { HOST_KEY_TYPES, type HostKey, parseHostKey } from "../../model/ssh/hostKey";
import { connectFailure } from "../../provider/ssh/sshFailure";

/** The kinds that are asked for, the best first: RSA is pinned by hand or not at all. */
const WANTED = HOST_KEY_TYPES.filter((type) => type !== "ssh-rsa");

/** Nobody's login: the connection ends before it is asked for. */
const USER = "host-key-scan";

/**
 * The host keys that whoever answers at an address shows, as ssh-keyscan asks for them. Nothing is sent but a name, and
 * nothing is believed: the caller compares.
 * @param seconds longest wait for each kind of key.
 * @throws FindingError when no SSH server answers.
 */
export async function scanHostKeys(host: string, port: number, seconds = 10): Promise<HostKey[]> {
  const found: HostKey[] = [];
  for (const type of WANTED) {
    const key = await shownKey(host, port, type, seconds);
    if (key) found.push(key);
  }
  return found;
}

/** The key of one kind; undefined when the host has none. */
function shownKey(host: string, port: number, type: string, seconds: number): Promise<HostKey | undefined> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let shown: HostKey | undefined;
    client.on("error", (error: Error & { level?: string; code?: string }) => {
      client.end();
      // Seen and turned away, as meant; or no key of this kind.
      if (shown || /no matching .*host key/i.test(error.message)) resolve(shown);
      else reject(connectFailure(error, { host, port, user: USER, hostKey: type }, false));
    });
    client.connect({
      host,
      port,
      username: USER,
      readyTimeout: seconds * 1000,
      algorithms: { serverHostKey: [type as never] },
      hostVerifier: (blob: Buffer) => {
        const verdict = parseHostKey(`${type} ${blob.toString("base64")}`, false);
        shown = "key" in verdict ? verdict.key : undefined;
        return false;
      },
    });
  });
}
