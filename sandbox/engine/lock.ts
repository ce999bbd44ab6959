import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, readIdentity } from "../server/process/identity";
import { elapsed, type OnProgress } from "./release";

function tryTake(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identify()));
  try {
    // A link appears with its content, so nobody can read a lock that is still empty.
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Runs work while no other process runs work under the same lock file; waits for it, and takes over the lock of a
 * process that has ended without giving it back. What it protects must still be installed by a rename: two that
 * take over at the same instant may both work.
 */
export async function withLock<T>(file: string, onProgress: OnProgress, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const start = Date.now();
  for (let turn = 0; !tryTake(file); turn++) {
    const holder = readIdentity(file);
    if (!holder || !isRunning(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (turn % 20 === 0)
      onProgress(`process ${holder.pid} is getting the engine; waiting (${elapsed(start)})`);
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
