import { existsSync, readFileSync } from "node:fs";
import { layout } from "./layout";
import { daemonProcess, stopDaemon } from "./process/daemon";

const NAMES = ["ssh", "metadata", "asperanoded"] as const;

/** State of the sandbox's server. */
export interface ServerStatus {
  /** Process ids; undefined for what is not running. */
  ssh: number | undefined;
  metadata: number | undefined;
  asperanoded: number | undefined;
}

/** Which parts of the server are running. */
export function serverStatus(home: string): ServerStatus {
  const place = layout(home);
  const pid = (name: (typeof NAMES)[number]) => daemonProcess(place.pidFile(name))?.pid;
  return { ssh: pid("ssh"), metadata: pid("metadata"), asperanoded: pid("asperanoded") };
}

/**
 * Stops exactly what startServer started, running commands included; each process is known by pid and start time. SSH
 * first, so that no command starts asperanoded again. The private folder stays.
 * @returns names of what was stopped
 */
export async function stopServer({ home }: { home: string }): Promise<string[]> {
  const place = layout(home);
  const ended: string[] = [];
  for (const name of NAMES) if (await stopDaemon(place.pidFile(name))) ended.push(name);
  return ended;
}

/** How often asperanoded was restarted since the private folder was created. */
export function restartCount(home: string): number {
  const { serviceLog } = layout(home);
  if (!existsSync(serviceLog)) return 0;
  return readFileSync(serviceLog, "utf8")
    .split("\n")
    .filter((line) => / restart asperanoded$/.test(line)).length;
}
