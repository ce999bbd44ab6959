import type { Duplex } from "node:stream";
import { Client, type ConnectConfig, utils } from "ssh2";
import type { Hop } from "./connection";

/** Makes ssh2 accept one host key: only its type is negotiated, then its bytes must match. */
function pinned(hostKey: string): Pick<ConnectConfig, "algorithms" | "hostVerifier"> {
  const key = utils.parseKey(hostKey);
  if (key instanceof Error || Array.isArray(key)) throw new Error("ssh: no key found");
  return {
    algorithms: { serverHostKey: [key.type as never] },
    hostVerifier: (got: Buffer) => key.getPublicSSH().equals(got),
  };
}

/** The wording of Go's SSH library for the commonest failures, so that errors read like the genuine plugin's. */
function inGoWords(error: Error & { level?: string; code?: string }, { host, port }: Hop): Error {
  const say = (text: string) => new Error(text);
  if (error.level === "client-authentication") {
    const methods = "attempted methods [none publickey], no supported methods remain";
    return say(`ssh: handshake failed: ssh: unable to authenticate, ${methods}`);
  }
  if (/Host denied/.test(error.message)) return say("ssh: handshake failed: ssh: host key mismatch");
  if (error.level === "handshake" && /no matching/.test(error.message)) {
    return say(`ssh: handshake failed: ssh: no common algorithm for host key; ${error.message}`);
  }
  if (error.code === "ECONNREFUSED") return say(`dial tcp ${host}:${port}: connect: connection refused`);
  return say(`dial tcp ${host}:${port}: ${error.message}`);
}

/** One attempt to log in to a host: over TCP, or over a stream that a jump host opened. */
export function attempt(hop: Hop, proof: Partial<ConnectConfig>, sock?: Duplex): Promise<Client> {
  const client = new Client();
  return new Promise<Client>((resolve, reject) => {
    client.on("ready", () => resolve(client.setNoDelay(true)));
    client.on("error", (error) => reject(inGoWords(error, hop)));
    client.on("close", () => reject(new Error(`dial tcp ${hop.host}:${hop.port}: EOF`)));
    client.connect({
      host: hop.host,
      port: hop.port,
      username: hop.user,
      readyTimeout: hop.perDialTimeout * 1000,
      ...proof,
      ...(sock && { sock: sock as ConnectConfig["sock"] }),
      ...(hop.hostKey && pinned(hop.hostKey)),
    });
  });
}

/** A stream to the host's port, opened by a jump host. */
export function forwarded(jumpHost: Client, { host, port }: Hop): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    jumpHost.forwardOut("127.0.0.1", 0, host, port, (error, stream) => {
      if (!error) return resolve(stream);
      reject(new Error(`ssh: rejected: ${error.message.replace(/^\(SSH\) Channel open failure: /, "")}`));
    });
  });
}
