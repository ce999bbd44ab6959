import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "ssh2";
import { attempt, forwarded } from "./attempt";
import type { Connection } from "./connection";
import { credentials } from "./credentials";

/** The genuine plugin's pauses: 100 ms, then 1.5 times the last, at most 5 s (pulumi/pulumi sdk/go/common/util/retry). */
export function pauseBefore(failures: number): number {
  return Math.min(5000, 100 * 1.5 ** (failures - 1));
}

/**
 * Connects to a Command's host, through its jump host if it has one. Each of the two is retried after any error, a refused
 * key included, until its own dialErrorLimit is exceeded.
 * @returns the connections, the host's last
 * @throws with the number of attempts and the last error
 */
export async function dial(connection: Connection): Promise<Client[]> {
  const proof = await credentials(connection);
  const { proxy, dialErrorLimit } = connection;
  if (!proxy) return [await persistently(dialErrorLimit, () => attempt(connection, proof))];
  const proxyProof = await credentials(proxy);
  const jumpHost = await persistently(proxy.dialErrorLimit, () => attempt(proxy, proxyProof));
  try {
    const client = await persistently(dialErrorLimit, async () =>
      attempt(connection, proof, await forwarded(jumpHost, connection)),
    );
    return [jumpHost, client];
  } catch (error) {
    jumpHost.end();
    throw error;
  }
}

async function persistently(limit: number, once: () => Promise<Client>): Promise<Client> {
  for (let failures = 1; ; failures++) {
    try {
      return await once();
    } catch (error) {
      if (limit >= 0 && failures > limit) {
        throw new Error(`after ${failures} failed attempts: ${(error as Error).message}`);
      }
    }
    await sleep(pauseBefore(failures));
  }
}
