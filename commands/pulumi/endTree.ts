import { type ChildProcess, execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Asks the engine to cancel, and ends it with all its plugins when it did not within `patience` milliseconds. Plugins are
 * in process groups of their own, so they are found by who started them.
 */
export async function endTree(child: ChildProcess, patience: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const family = await descendants(child.pid);
  child.kill("SIGINT");
  const ended = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    child.once("close", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  if (ended) return;
  for (const pid of [child.pid, ...family, ...(await descendants(child.pid))]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
}

/** Numbers of all processes that a process started, and that those started. */
async function descendants(root: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]).catch(() => ({ stdout: "" }));
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const found: number[] = [];
  for (let parents = [root]; parents.length > 0; ) {
    parents = pairs.filter(([, parent]) => parents.includes(parent)).map(([pid]) => pid);
    found.push(...parents);
  }
  return found;
}
