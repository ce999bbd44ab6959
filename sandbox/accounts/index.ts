// The sandbox's AWS accounts: MiniStack, with IAM enforced. It does not check that a trust's principal exists, tell a
// role that was deleted and created again from the first one, honour x-amz-expected-bucket-owner, or keep its data.
import { readKeys } from "./awsFiles";
import { type Clients, clientsFor } from "./clients";
import { ensureEmulator } from "./emulator";
import { runningAccounts, startProcess, stopProcess } from "./process";
import { type Seeded, seedAccounts } from "./seed";

export { type AwsFiles, awsFiles, readKeys } from "./awsFiles";
export { CAST, type CastAccount, DEPLOYER, REGION, SERVER_ACCOUNT, SERVER_PROFILE } from "./cast";
export { type Clients, clientsFor, type Keys, rootKeys } from "./clients";
export { EMULATOR_VERSION, emulatorFolder, ensureEmulator } from "./emulator";
export { logFile } from "./process";
export { type Seeded, seedAccounts } from "./seed";

/** How to start the accounts. */
export interface AccountsOptions {
  /** Folder of the sandbox; the accounts use accounts/ and aws/ in it. */
  readonly home: string;
  /** Port on 127.0.0.1; default 4566. */
  readonly port?: number;
  /** Receives one line per step; default: nobody. */
  readonly onProgress?: (line: string) => void;
}

/** Running accounts with their contents. */
export interface Accounts extends Seeded {
  /** Value for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
  /** Stops them, whichever process started them. */
  stop(): Promise<boolean>;
}

/** Whether a sandbox's accounts are running. */
export interface AccountsStatus {
  readonly running: boolean;
  readonly pid?: number;
  readonly port?: number;
  readonly endpoint?: string;
}

/**
 * Starts the emulated accounts in the background and fills them. Accounts that already run from this folder are used as
 * they are. They outlive this process.
 * @throws when the port is taken, or the running accounts use another port
 */
export async function startAccounts(options: AccountsOptions): Promise<Accounts> {
  const { home, port = 4566, onProgress = () => {} } = options;
  let running = runningAccounts(home);
  if (running && running.port !== port)
    throw new Error(
      `expected the AWS accounts of ${home} on port ${port}, got running ones on port ${running.port}\nhint: stop the sandbox first`,
    );
  if (!running) {
    const executable = await ensureEmulator({ onProgress });
    running = await startProcess(executable, home, port);
    onProgress(`AWS accounts: MiniStack answers on 127.0.0.1:${port} (process ${running.pid})`);
  }
  const endpoint = endpointOf(port);
  const seeded = await seedAccounts({ endpoint, home });
  onProgress(`AWS accounts: users, buckets and instance ${seeded.instanceId} are ready`);
  return { ...seeded, endpoint, port, pid: running.pid, stop: () => stopAccounts({ home }) };
}

/** Stops the accounts that were started from this folder, and no other process. Returns whether there were any. */
export async function stopAccounts({ home }: { home: string }): Promise<boolean> {
  return stopProcess(home);
}

/** Whether accounts that were started from this folder are running. */
export function accountsStatus({ home }: { home: string }): AccountsStatus {
  const running = runningAccounts(home);
  if (!running) return { running: false };
  return { running: true, pid: running.pid, port: running.port, endpoint: endpointOf(running.port) };
}

/**
 * AWS SDK clients for one of the sandbox's profiles.
 * @param profile operator, acme or globex.
 * @throws when the sandbox's credentials file has no keys for that profile
 */
export function profileClients(options: { home: string; endpoint: string; profile: string }): Clients {
  const keys = readKeys(options.home)[options.profile];
  if (keys) return clientsFor(options.endpoint, keys);
  throw new Error(
    `expected keys of profile ${options.profile} in the sandbox's AWS files, got none\nhint: npm run sandbox -- start`,
  );
}

function endpointOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
