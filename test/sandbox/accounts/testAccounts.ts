import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Accounts, startAccounts } from "../../../sandbox/accounts";

/** Accounts of a test, in a folder of their own. */
export interface TestAccounts extends Accounts {
  readonly home: string;
  /** Variables for a process that works in them. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Longest time for a first start, ms: it may have to install the emulator. */
export const FIRST_START = 180_000;

let shared: Promise<TestAccounts> | undefined;

/** Filled accounts on a free port, one for all test files of a run; they end with the run. */
export function testAccounts(): Promise<TestAccounts> {
  shared ??= start();
  return shared;
}

after(async () => {
  const accounts = await shared?.catch(() => undefined);
  if (!accounts) return;
  await accounts.stop();
  rmSync(accounts.home, { recursive: true, force: true });
});

async function start(): Promise<TestAccounts> {
  const home = mkdtempSync(join(tmpdir(), "accounts-"));
  const accounts = await startAccounts({ home, port: await freePort() });
  const environment = {
    AWS_CONFIG_FILE: accounts.files.config,
    AWS_SHARED_CREDENTIALS_FILE: accounts.files.credentials,
    AWS_ENDPOINT_URL: accounts.endpoint,
    PULUMI_HOME: join(home, "pulumi-home"),
  };
  return { ...accounts, home, environment };
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
