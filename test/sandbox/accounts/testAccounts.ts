import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Accounts, startAccounts } from "../../../sandbox/accounts";
import { freePort } from "../../freePorts";

/** Accounts of a test, in a folder of their own. */
export interface TestAccounts extends Accounts {
  readonly home: string;
  /** Variables for a process that works in them. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Longest time for a first start, ms: it may have to install the emulator. */
export const FIRST_START = 180_000;

/** Filled accounts on a free port; whoever asks for them stops them, which takes their folder away too. */
export async function testAccounts(): Promise<TestAccounts> {
  const home = mkdtempSync(join(tmpdir(), "accounts-"));
  const accounts = await startAccounts({ home, port: await freePort() });
  const environment = {
    AWS_CONFIG_FILE: accounts.files.config,
    AWS_SHARED_CREDENTIALS_FILE: accounts.files.credentials,
    AWS_ENDPOINT_URL: accounts.endpoint,
    PULUMI_HOME: join(home, "pulumi-home"),
  };
  const stop = async () => {
    const ran = await accounts.stop();
    rmSync(home, { recursive: true, force: true });
    return ran;
  };
  return { ...accounts, home, environment, stop };
}
