/** What one command took: wall and processor time in milliseconds, and the memory of its largest process in KiB. */
export interface Measured {
  readonly wall: number;
  readonly processor: number;
  readonly peak: number;
}

/**
 * Words to put before a command: it runs the same, and its last line on standard error is what it took, with all that it
 * started and waited for. For what ends within a tenth of a second, which cost.ts sees too seldom. Python, because Node tells
 * nothing of one child's processor time, and is so large itself that no child of its own would seem smaller.
 */
export const MEASURE: readonly string[] = [
  "python3",
  "-c",
  `
import json, os, sys, time
begin = time.monotonic()
_, status, use = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ), 0)
wall = time.monotonic() - begin
took = {"wall": wall * 1e3, "processor": (use.ru_utime + use.ru_stime) * 1e3, "peak": use.ru_maxrss}
print("\\n" + json.dumps(took), file=sys.stderr)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
`,
];

/** Reads that last line. @throws when there is none. */
export function measured(stderr: string): Measured {
  const line = stderr.trimEnd().split("\n").at(-1) ?? "";
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`expected what a command took, got ${line}\nhint: see whether python3 is installed`);
  }
}
