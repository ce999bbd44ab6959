import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import type { ServerChannel } from "ssh2";
import { HOST_ROOT } from "../settings";
import { loginEnvironment } from "./environment";

const running = new Set<ChildProcess>();

/** Kills a command and its children: each command has its own process group. */
function end(child: ChildProcess): void {
  if (child.pid === undefined || !running.has(child)) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

/** Kills every command that is still running. */
export function endAll(): void {
  for (const child of running) end(child);
}

/**
 * Runs one command on a channel, with the channel's standard input, output, error and exit status. The command ends when
 * the client disconnects.
 */
export function execute(
  command: string,
  login: string,
  channel: ServerChannel,
  onEnd: (code: string) => void,
): void {
  const child = spawn("/bin/sh", ["-c", command], {
    cwd: HOST_ROOT,
    env: loginEnvironment(HOST_ROOT, login),
    detached: true,
    stdio: "pipe",
  });
  running.add(child);
  channel.on("close", () => end(child));
  // A command that does not read all its input closes the pipe, which is fine.
  child.stdin.on("error", () => {});
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.on("error", (error) => {
    channel.stderr.write(`${error.message}\n`);
  });
  child.on("close", (code, signal) => {
    running.delete(child);
    onEnd(String(code ?? signal));
    if (channel.destroyed) return;
    if (signal) channel.exit(signal.replace(/^SIG/, "") as never, false, "");
    else channel.exit(code ?? 128 + constants.signals.SIGTERM);
    channel.end();
  });
}
