import { complaintOf, runPulumi } from "./runPulumi";

/** A stack's outputs as its last `up` left them, secret ones as `[secret]`; none of a stack that was never up. */
export async function stackOutputs(stack: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
  const run = await runPulumi(["stack", "output", "--json", "--stack", stack], { signal });
  if (run.code !== 0) throw new Error(complaintOf(run, "stack output"));
  return JSON.parse(run.stdout) as Record<string, unknown>;
}
