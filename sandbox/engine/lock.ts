import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, readIdentity } from "../server/process/identity";
import { elapsed, type OnProgress } from "./release";

function tryTake(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identify()));
  try {
    // A link appears together with its content, so no process can read an empty lock.
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
 * Runs work under a lock file: waits for any other holder, and takes over the lock of a process that exited without
 * releasing it. What it protects must still be installed by a rename: two processes that take over at the same instant may
 * both run.
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
