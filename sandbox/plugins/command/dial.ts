import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ConnectConfig, utils } from "ssh2";
import type { Connection } from "./connection";

/** Pauses of the genuine plugin: 100 ms, then half as much again, at most 5 s (PUL sdk/go/common/util/retry). */
export function pauseBefore(failures: number): number {
  return Math.min(5000, 100 * 1.5 ** (failures - 1));
}

/** How ssh2 is told to accept one host key: only its type is negotiated, then its bytes must be the same. */
export function pinned(hostKey: string): Pick<ConnectConfig, "algorithms" | "hostVerifier"> {
  const key = utils.parseKey(hostKey);
  if (key instanceof Error || Array.isArray(key)) throw new Error("ssh: no key found");
  return {
    algorithms: { serverHostKey: [key.type as never] },
    hostVerifier: (got: Buffer) => key.getPublicSSH().equals(got),
  };
}

/** The agent must answer when one is named, even where a private key is given: the genuine plugin dials it first. */
function reachable(socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = connect(socket, () => {
      probe.destroy();
      resolve();
    });
    probe.on("error", (error) => reject(new Error(`dial unix ${socket}: ${error.message}`)));
  });
}

/** Words of Go's SSH library for the commonest failures, so that errors read as with the genuine plugin. */
function inGoWords(error: Error & { level?: string; code?: string }, { host, port }: Connection): Error {
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

function attempt(connection: Connection): Promise<Client> {
  const client = new Client();
  return new Promise<Client>((resolve, reject) => {
    client.on("ready", () => resolve(client.setNoDelay(true)));
    client.on("error", (error) => reject(inGoWords(error, connection)));
    client.on("close", () => reject(new Error(`dial tcp ${connection.host}:${connection.port}: EOF`)));
    const agent = connection.agentSocketPath || process.env.SSH_AUTH_SOCK;
    client.connect({
      host: connection.host,
      port: connection.port,
      username: connection.user,
      readyTimeout: connection.perDialTimeout * 1000,
      ...(connection.privateKey && { privateKey: connection.privateKey }),
      ...(connection.privateKeyPassword && { passphrase: connection.privateKeyPassword }),
      ...(connection.password && { password: connection.password }),
      ...(agent && { agent }),
      ...(connection.hostKey && pinned(connection.hostKey)),
    });
  });
}

/**
 * Connects, trying again after whatever error, a refused key included, until the connection's dialErrorLimit is passed.
 * @throws with the number of attempts and the last error
 */
export async function dial(connection: Connection): Promise<Client> {
  const agent = connection.agentSocketPath || process.env.SSH_AUTH_SOCK;
  if (agent) await reachable(agent);
  for (let failures = 1; ; failures++) {
    try {
      return await attempt(connection);
    } catch (error) {
      if (connection.dialErrorLimit >= 0 && failures > connection.dialErrorLimit) {
        throw new Error(`after ${failures} failed attempts: ${(error as Error).message}`);
      }
    }
    await sleep(pauseBefore(failures));
  }
}
