import { existsSync, readFileSync } from "node:fs";
import { layout } from "./layout";
import { daemonProcess, stopDaemon } from "./process/daemon";

const NAMES = ["ssh", "metadata", "asperanoded"] as const;

/** State of the sandbox's server. */
export interface ServerStatus {
  /** Process numbers of what runs; undefined for what does not. */
  ssh: number | undefined;
  metadata: number | undefined;
  asperanoded: number | undefined;
}

/** Says what of the server runs. */
export function serverStatus(home: string): ServerStatus {
  const place = layout(home);
  const pid = (name: (typeof NAMES)[number]) => daemonProcess(place.pidFile(name))?.pid;
  return { ssh: pid("ssh"), metadata: pid("metadata"), asperanoded: pid("asperanoded") };
}

/**
 * Ends exactly what startServer began, each process known by number and start time, commands under way included. SSH
 * first, so that no command starts asperanoded again. The private folder stays.
 * @returns names of what was ended
 */
export async function stopServer({ home }: { home: string }): Promise<string[]> {
  const place = layout(home);
  const ended: string[] = [];
  for (const name of NAMES) if (await stopDaemon(place.pidFile(name))) ended.push(name);
  return ended;
}

/** How often asperanoded was restarted on the sandbox's server since its private folder was made. */
export function restartCount(home: string): number {
  const { serviceLog } = layout(home);
  if (!existsSync(serviceLog)) return 0;
  return readFileSync(serviceLog, "utf8")
    .split("\n")
    .filter((line) => / restart asperanoded$/.test(line)).length;
}
