import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, type ProcessIdentity, readIdentity } from "./identity";

/** A process that runs in the background on its own. */
export interface Daemon {
  /** What people call it, such as `ssh`. */
  name: string;
  /** JavaScript file that node runs. It calls `ready()` when it serves. */
  script: string;
  /** File that holds its identity while it runs. */
  pidFile: string;
  /** File that its output is appended to. */
  logFile: string;
  /** Its whole environment. */
  environment: NodeJS.ProcessEnv;
  /** Its working folder. */
  folder: string;
}

/** Identity of the daemon's running process; undefined when it does not run. */
export function daemonProcess(pidFile: string): ProcessIdentity | undefined {
  const identity = readIdentity(pidFile);
  return identity && isRunning(identity) ? identity : undefined;
}

function whenReady(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} said nothing within 15 s`)), 15_000);
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      if (child.connected) child.disconnect();
      child.removeAllListeners();
      child.unref();
      outcome();
    };
    child.on("error", (error) => settle(() => reject(error)));
    child.on("exit", (code) => settle(() => reject(new Error(`${name} ended at once with code ${code}`))));
    child.on("message", (message: { ready?: boolean; failed?: string }) =>
      settle(() => (message.ready ? resolve() : reject(new Error(message.failed)))),
    );
  });
}

/**
 * Starts a daemon and waits until it serves. Does nothing when it runs already.
 * @returns whether it was started now
 * @throws with the daemon's own words when it ends instead; no process and no pid file stay behind
 */
export async function startDaemon(daemon: Daemon): Promise<boolean> {
  if (daemonProcess(daemon.pidFile)) return false;
  for (const file of [daemon.pidFile, daemon.logFile]) mkdirSync(dirname(file), { recursive: true });
  const log = openSync(daemon.logFile, "a");
  const child = spawn(process.execPath, [daemon.script], {
    cwd: daemon.folder,
    env: daemon.environment,
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  if (child.pid !== undefined) writeFileSync(daemon.pidFile, JSON.stringify(identify(child.pid) ?? {}));
  try {
    await whenReady(child, daemon.name);
    return true;
  } catch (error) {
    child.kill("SIGKILL");
    rmSync(daemon.pidFile, { force: true });
    const lines = readFileSync(daemon.logFile, "utf8").trim().split("\n");
    throw new Error(`${(error as Error).message}\nhint: its log is ${daemon.logFile}: ${lines.at(-1) ?? ""}`);
  }
}

/**
 * Ends the very process that a pid file names: politely, after 5 s by force. A stale file is only taken away, whoever
 * has that number now.
 * @returns whether a process was ended
 */
export async function stopDaemon(pidFile: string): Promise<boolean> {
  const identity = daemonProcess(pidFile);
  if (identity) {
    process.kill(identity.pid, "SIGTERM");
    for (let waited = 0; waited < 5000 && isRunning(identity); waited += 25) await sleep(25);
    if (isRunning(identity)) process.kill(identity.pid, "SIGKILL");
    while (isRunning(identity)) await sleep(25);
  }
  rmSync(pidFile, { force: true });
  return identity !== undefined;
}

/** For the daemon: tells its starter that it serves. */
export function ready(): void {
  if (!process.connected) return;
  process.send?.({ ready: true }, () => process.disconnect());
}

/** For the daemon: tells its starter why it cannot serve, and ends. */
export function failed(reason: string): void {
  process.stderr.write(`${reason}\n`);
  if (!process.connected) process.exit(1);
  process.send?.({ failed: reason }, () => process.exit(1));
}
