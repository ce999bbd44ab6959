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

/** Runs that a backend is asked for at a time. */
const PAGE = 100;

/** What a stack's backend still remembers of its runs, the newest first. */
export async function stackHistory(stack: string, signal?: AbortSignal): Promise<readonly PastRun[]> {
  const all: PastRun[] = [];
  for (let page = 1; ; page += 1) {
    const of = ["--page-size", String(PAGE), "--page", String(page), "--stack", stack];
    const run = await runPulumi(["stack", "history", "--json", "--show-secrets", ...of], { signal });
    if (run.code !== 0) throw new Error(complaintOf(run, "stack history"));
    const some = JSON.parse(run.stdout || "[]") as readonly PastRun[] | null;
    all.push(...(some ?? []));
    if ((some?.length ?? 0) < PAGE) return all;
  }
}
