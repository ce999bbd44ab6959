import { rmSync } from "node:fs";
import { join } from "node:path";
import { accountsStatus, stopAccounts } from "../accounts";
import { serverStatus, stopServer } from "../server";

/** Stops exactly what start started, and removes the `env` file. Keys, logs and the cached engine stay. */
export async function stopSandbox(home: string): Promise<string[]> {
  const ended = await stopServer({ home });
  if (await stopAccounts({ home })) ended.push("accounts");
  for (const file of ["env", "sandbox.json"]) rmSync(join(home, file), { force: true });
  return ended;
}

/** What a stop says. The next start begins with empty accounts, and so without stacks (start.ts). */
export function stopWords(ended: readonly string[]): string {
  if (ended.length === 0) return "nothing was running";
  const stopped = `stopped: ${ended.join(", ")}`;
  if (!ended.includes("accounts")) return stopped;
  return `${stopped}\nthe accounts were in memory alone: the next start makes empty ones and forgets your stacks`;
}

/** The sandbox's parts by name, each with its pid, or undefined if it is not running. */
export function sandboxStatus(home: string): Record<string, number | undefined> {
  const { ssh, metadata, asperanoded } = serverStatus(home);
  return { accounts: accountsStatus({ home }).pid, ssh, metadata, asperanoded };
}
