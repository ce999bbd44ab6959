import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, type ProcessIdentity, readIdentity } from "./identity";

/** A process that runs in the background. */
export interface Daemon {
  /** Its name in messages, such as `ssh`. */
  name: string;
  /** JavaScript file that node runs. It calls `ready()` when it serves. */
  script: string;
  /** Path by which node is called for it, a link to node: the name that the process goes by. Default: node's own. */
  calledAs?: string;
  /** File with its identity while it runs. */
  pidFile: string;
  /** File that its output is appended to. */
  logFile: string;
  /** Its whole environment. */
  environment: NodeJS.ProcessEnv;
  /** Its working directory. */
  folder: string;
}

/** Identity of the daemon's running process; undefined if it is not running. */
export function daemonProcess(pidFile: string): ProcessIdentity | undefined {
  const identity = readIdentity(pidFile);
  return identity && isRunning(identity) ? identity : undefined;
}

function whenReady(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start within 15 s`)), 15_000);
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      if (child.connected) child.disconnect();
      child.removeAllListeners();
      child.unref();
      outcome();
    };
    child.on("error", (error) => settle(() => reject(error)));
    child.on("exit", (code) => settle(() => reject(new Error(`${name} exited at once with code ${code}`))));
    child.on("message", (message: { ready?: boolean; failed?: string }) =>
      settle(() => (message.ready ? resolve() : reject(new Error(message.failed)))),
    );
  });
}

/**
 * Starts a daemon and waits until it serves. Does nothing if it is already running.
 * @returns whether it was started now
 * @throws with the daemon's own message when it exits instead; leaves no process and no pid file behind
 */
export async function startDaemon(daemon: Daemon): Promise<boolean> {
  if (daemonProcess(daemon.pidFile)) return false;
  for (const file of [daemon.pidFile, daemon.logFile]) mkdirSync(dirname(file), { recursive: true });
  const log = openSync(daemon.logFile, "a");
  const child = spawn(daemon.calledAs ?? process.execPath, [daemon.script], {
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
 * Stops exactly the process that a pid file names: SIGTERM, after 5 s SIGKILL. A stale file is only removed, whatever
 * process has that pid now.
 * @returns whether a process was stopped
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

/** For the daemon: tells its parent that it serves. */
export function ready(): void {
  if (!process.connected) return;
  process.send?.({ ready: true }, () => process.disconnect());
}

/** For the daemon: tells its parent why it cannot serve, and exits. */
export function failed(reason: string): void {
  process.stderr.write(`${reason}\n`);
  if (!process.connected) process.exit(1);
  process.send?.({ failed: reason }, () => process.exit(1));
}
