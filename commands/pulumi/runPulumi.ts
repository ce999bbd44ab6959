import { type ChildProcess, spawn } from "node:child_process";
import { withoutProxy } from "../../model/proxy/withoutProxy";
import { endTree } from "./endTree";

/** What one run of the engine left behind. */
export interface PulumiRun {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the engine is run. */
export interface PulumiOptions {
  /** Variables on top of this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends the run: the engine is asked to cancel, which gives its locks back; nothing of it stays behind. */
  readonly signal?: AbortSignal;
  /** What it reads from standard input, such as a secret, which has no place in its arguments; default nothing. */
  readonly input?: string;
  /** Longest run, in seconds; default 900. */
  readonly longest?: number;
}

/** Nothing here asks for a confirmation, and `--preview-only` cannot be had with a consent that CI gives beforehand. */
const OURS = { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_SKIP_CONFIRMATIONS: "false" } as const;

/** How long a cancelled engine may take to give its locks back before it is ended, in milliseconds. */
const CANCEL_WITHIN = 8_000;

/**
 * Runs `pulumi` in the project's folder, without a terminal. It is the head of a process group of its own, so that a
 * Ctrl-C reaches it once, from here, and not a second time from the terminal: twice is what makes it drop its locks.
 * @throws when there is no engine, when it is interrupted, or when it takes too long.
 */
export async function runPulumi(
  args: readonly string[],
  { environment, signal, input, longest = 900 }: PulumiOptions = {},
): Promise<PulumiRun> {
  signal?.throwIfAborted();
  const own: NodeJS.ProcessEnv = { ...process.env, ...OURS, ...environment };
  const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
    env: { ...own, ...withoutProxy(own) },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    detached: true,
  });
  child.stdin?.on("error", () => {}); // It ended before it read everything; its exit code tells.
  child.stdin?.end(input);
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), longest * 1000);
  const stop = () => endTree(child, CANCEL_WITHIN);
  for (const source of [signal, clock.signal]) source?.addEventListener("abort", stop, { once: true });
  try {
    const run = await outcome(child);
    signal?.throwIfAborted();
    if (clock.signal.aborted) throw new Error(`expected pulumi to end within ${longest} s, it did not`);
    return run;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** What a run that failed said. @param command its name, where it said nothing. */
export function complaintOf({ stderr }: PulumiRun, command: string): string {
  return stderr.trim().replace(/^error: /, "") || `pulumi ${command} failed`;
}

function outcome(child: ChildProcess): Promise<PulumiRun> {
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ENOENT"
          ? new Error("expected `pulumi` on the PATH, found none\nhint: install it, or `. .sandbox/env`")
          : error,
      ),
    );
    child.on("close", (code) => resolve({ code, stdout: text(stdout), stderr: text(stderr) }));
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}
