import { rmSync } from "node:fs";
import { join } from "node:path";
import { accountsStatus, stopAccounts } from "../accounts";
import { serverStatus, stopServer } from "../server";

/** Ends exactly what start began, and takes the `env` file away. Keys, logs and the engine in the cache stay. */
export async function stopSandbox(home: string): Promise<string[]> {
  const ended = await stopServer({ home });
  if (await stopAccounts({ home })) ended.push("accounts");
  for (const file of ["env", "sandbox.json"]) rmSync(join(home, file), { force: true });
  return ended;
}

/** What of the sandbox runs: a name and a process number each, undefined for what does not. */
export function sandboxStatus(home: string): Record<string, number | undefined> {
  const { ssh, metadata, asperanoded } = serverStatus(home);
  return { accounts: accountsStatus({ home }).pid, ssh, metadata, asperanoded };
}
