import type { Server } from "node:net";
import { createServer } from "node:net";

/** What to say when somebody else has a port. */
export function portTaken(port: number, what: string): Error {
  return new Error(
    `expected port ${port} on 127.0.0.1 to be free for ${what}, got another program listening there\n` +
      `hint: end that program (lsof -i :${port} names it), or give this sandbox other ports with SANDBOX_PORTS`,
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

/**
 * Refuses a port that is taken.
 * @param what who needs it, such as `the server's SSH`
 */
export async function mustBeFree(port: number, what: string): Promise<void> {
  const probe = createServer();
  await listen(probe, port, what);
  await new Promise((resolve) => probe.close(resolve));
}
