import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What makes a process the same one later: its number and when it started. A number alone is given to
 * somebody else's process as soon as ours has ended.
 */
export interface ProcessIdentity {
  /** Process number. */
  pid: number;
  /** When it started: clock ticks since boot on Linux, else the text of `ps -o lstart`. Opaque, compare only. */
  started: string;
}

/** When a process started; undefined when there is none of that number. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in brackets and may hold blanks and brackets itself: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; its parent has only not asked yet.
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    if (process.platform === "linux") return undefined;
  }
  try {
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Identity of a running process (this one by default); undefined when it has ended. */
export function identify(pid: number = process.pid): ProcessIdentity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Is this very process still running? False for another process that got its number. */
export function isRunning(identity: ProcessIdentity): boolean {
  return startOf(identity.pid) === identity.started;
}

/** Reads an identity that was written as JSON; undefined when the file is missing or is not one. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(readFileSync(file, "utf8"));
    return Number.isInteger(value?.pid) && typeof value?.started === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
