import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, type ProcessIdentity } from "../server/process/identity";

/** Longest wait for the first answer, ms; it takes 250 to 900 ms. */
const READY_WITHIN = 30_000;

/** Longest wait for exit after SIGTERM, ms. */
const ENDED_WITHIN = 5_000;

/**
 * How long the emulator keeps an idle connection, s. Its own 75 s are less than a client's (Go: 90 s), and hypercorn then
 * closes a connection on which a request has just come: it runs without an answer, the client's SDK sends it again
 * (docs/notes/toolchain.md). So the clients close first.
 */
const KEEP_ALIVE = 86_400;

/** The emulator's process, from the pid file. */
export interface AccountsProcess extends ProcessIdentity {
  /** Port on 127.0.0.1. */
  readonly port: number;
}

/** A sandbox's running emulator; undefined if none. Another process that got its pid does not count. */
export function runningAccounts(home: string): AccountsProcess | undefined {
  try {
    const known = JSON.parse(readFileSync(pidFile(home), "utf8")) as AccountsProcess;
    return Number.isInteger(known.pid) && isRunning(known) ? known : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts the emulator in the background and waits until it answers. It enforces IAM and listens only on 127.0.0.1; its
 * accounts are empty, since it keeps everything in memory.
 * @throws when the port is taken, or the emulator exits or does not answer
 */
export async function startProcess(executable: string, home: string, port: number): Promise<AccountsProcess> {
  await expectFree(port);
  const folder = join(home, "accounts");
  const temporary = join(folder, "tmp");
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const log = openSync(logFile(home), "w", 0o600);
  // `ministack` itself has no option for it; it is this app in this server.
  const server = join(dirname(executable), "hypercorn");
  const address = ["--bind", `127.0.0.1:${port}`, "--workers", "0", "--keep-alive", String(KEEP_ALIVE)];
  const child = spawn(server, [...address, "ministack.app:app"], {
    cwd: temporary,
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, HOME: temporary, TMPDIR: temporary, ...settings(port) },
  });
  closeSync(log);
  child.unref();
  await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));

  const identity = identify(child.pid);
  if (!identity) throw ended(home);
  const started = { ...identity, port };
  writeFileSync(pidFile(home), JSON.stringify(started), { mode: 0o600 });
  await answering(started, home);
  return started;
}

/** Stops the emulator that this sandbox started, and nothing else. Returns whether there was one. */
export async function stopProcess(home: string): Promise<boolean> {
  const running = runningAccounts(home);
  if (running) {
    process.kill(running.pid, "SIGTERM");
    for (const start = Date.now(); isRunning(running); await sleep(20))
      if (Date.now() - start > ENDED_WITHIN) {
        process.kill(running.pid, "SIGKILL");
        break;
      }
  }
  rmSync(pidFile(home), { force: true });
  return running !== undefined;
}

/** The emulator's log. */
export function logFile(home: string): string {
  return join(home, "accounts", "log");
}

function pidFile(home: string): string {
  return join(home, "accounts", "pid.json");
}

/** `AUTH` makes it enforce IAM; `BIND_HOST` keeps it off the network; IoT and SFTP would open more ports. */
function settings(port: number): NodeJS.ProcessEnv {
  return {
    BIND_HOST: "127.0.0.1",
    GATEWAY_PORT: String(port),
    AUTH: "true",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
  };
}

async function expectFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        new Error(
          `expected port ${port} on 127.0.0.1 to be free for the AWS accounts, got ${error.code}\n` +
            `hint: \`lsof -i :${port}\` shows what uses it; SANDBOX_PORTS='{"accounts": ${port + 1000}}' uses another`,
        ),
      );
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}

async function answering(started: AccountsProcess, home: string): Promise<void> {
  const health = `http://127.0.0.1:${started.port}/_ministack/health`;
  for (const start = Date.now(); ; await sleep(30)) {
    if (!isRunning(started)) throw ended(home);
    const response = await fetch(health).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
    if (Date.now() - start > READY_WITHIN) {
      await stopProcess(home);
      throw new Error(
        `expected the AWS accounts to answer at ${health} within ${READY_WITHIN / 1000} s, got nothing\nhint: see ${logFile(home)}`,
      );
    }
  }
}

function ended(home: string): Error {
  const lines = readFileSync(logFile(home), "utf8").trim().split("\n");
  return new Error(
    `expected the AWS emulator to keep running, but it exited: ${lines.pop() || "no output"}\nhint: see ${logFile(home)}`,
  );
}
