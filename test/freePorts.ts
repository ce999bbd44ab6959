import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * First port of a process, and how many it draws from: below the range from which outgoing connections take theirs (Linux:
 * 32768 and up), above what services are known by. Each of mocha's workers (`jobs` in .mocharc.js, 8 at most) has its own.
 */
const MANY = 1_500;
const FIRST = 20_000 + MANY * (Number(process.env.MOCHA_WORKER_ID ?? 0) % 8);

/**
 * Ports on 127.0.0.1 that nobody listens on now. They are drawn at random, since a test starts its services only some time
 * after, and another run of the tests may be under way.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = randomInt(FIRST, FIRST + MANY);
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
