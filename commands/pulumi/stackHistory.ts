import { complaintOf, runPulumi } from "./runPulumi";
import type { ConfigValue } from "./stackSettings";

/** One run of the engine that a backend remembers. */
export interface PastRun {
  /** `update` for an `up`, `preview`, `refresh`, `destroy` and others. */
  readonly kind: string;
  /** When it began: ISO 8601. */
  readonly startTime: string;
  /** The settings that it had, by full key, secrets in clear: for this process alone. */
  readonly config?: Readonly<Record<string, ConfigValue>>;
}

/** More than any stack has, for backends that keep all; Pulumi Cloud gives what it gives at once. */
const ALL = "10000";

/** What a stack's backend still remembers of its runs, the newest first. */
export async function stackHistory(stack: string, signal?: AbortSignal): Promise<readonly PastRun[]> {
  const args = ["stack", "history", "--json", "--show-secrets", "--page-size", ALL, "--stack", stack];
  const run = await runPulumi(args, { signal });
  if (run.code !== 0) throw new Error(complaintOf(run, "stack history"));
  return JSON.parse(run.stdout || "[]") as PastRun[];
}
