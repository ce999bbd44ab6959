import type { Server } from "node:net";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The error for a port that another program uses. */
export function portTaken(port: number, what: string): Error {
  return new Error(
    `expected port ${port} on 127.0.0.1 to be free for ${what}, got another program listening there\n` +
      `hint: stop that program (\`lsof -i :${port}\` shows it), or give this sandbox other ports: ` +
      `SANDBOX_PORTS='{"ssh": 43001, "noded": 19092, "metadata": 19169}'`,
  );
}

/** Makes a server listen on 127.0.0.1. */
export function listen(server: Server, port: number, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? portTaken(port, what) : error),
    );
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

/** Milliseconds: a program that has just exited may hold its port for a moment, until its last threads end. */
const [AGAIN, PATIENCE] = [50, 1_000];

/**
 * Refuses a port that is taken, and still is a second later.
 * @param what what needs it, such as `the server's SSH`
 */
export async function mustBeFree(port: number, what: string): Promise<void> {
  for (let waited = 0; ; waited += AGAIN) {
    const probe = createServer();
    try {
      await listen(probe, port, what);
      return void (await new Promise((resolve) => probe.close(resolve)));
    } catch (error) {
      if (waited >= PATIENCE) throw error;
      await sleep(AGAIN);
    }
  }
}
