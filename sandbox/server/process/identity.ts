import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What identifies a process later: its pid and when it started. A pid alone may belong to another process once ours has
 * exited.
 */
export interface ProcessIdentity {
  /** Process id. */
  pid: number;
  /** When it started: clock ticks since boot on Linux, else the text of `ps -o lstart`. Opaque: only compare it. */
  started: string;
}

/** When a process started; undefined if there is none with that pid. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name is in parentheses and may contain spaces and parentheses: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has exited; its parent has not waited for it yet.
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

/** Identity of a running process (this one by default); undefined if it has exited. */
export function identify(pid: number = process.pid): ProcessIdentity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether exactly this process is still running. False for another process that got its pid. */
export function isRunning(identity: ProcessIdentity): boolean {
  return startOf(identity.pid) === identity.started;
}

/** Reads an identity from a JSON file; undefined if the file is missing or something else. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(readFileSync(file, "utf8"));
    return Number.isInteger(value?.pid) && typeof value?.started === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
