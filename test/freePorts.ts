import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the range from which outgoing connections take their ports (Linux: 32768 and up), above what services are known by. */
const RANGE = [20_000, 32_000] as const;

/**
 * Ports on 127.0.0.1 that nobody listens on now. They are drawn at random, since several test files run at once and start
 * their services only some time after.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = randomInt(...RANGE);
    if (!found.includes(port) && (await isFree(port))) found.push(port);
  }
  return found;
}

/** One of them. */
export async function freePort(): Promise<number> {
  return (await freePorts(1))[0] as number;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
