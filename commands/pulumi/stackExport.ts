import { complaintOf, runPulumi } from "./runPulumi";

/**
 * A stack's state as the engine writes it: JSON text.
 * @param secrets `shown` for this process alone, never to be printed or written.
 */
export async function stackExport(
  stack: string,
  secrets: "shown" | "encrypted",
  signal?: AbortSignal,
): Promise<string> {
  const shown = secrets === "shown" ? ["--show-secrets"] : [];
  const run = await runPulumi(["stack", "export", ...shown, "--stack", stack], { signal });
  if (run.code !== 0) throw new Error(complaintOf(run, "stack export"));
  return run.stdout;
}
