import { runPulumi } from "./runPulumi";

/** Names of this project's stacks in the backend, sorted. */
export async function allStacks(signal?: AbortSignal): Promise<string[]> {
  const run = await runPulumi(["stack", "ls", "--json"], { signal });
  if (run.code !== 0) throw new Error(run.stderr.trim().replace(/^error: /, "") || "pulumi stack ls failed");
  const stacks = JSON.parse(run.stdout) as { name: string }[];
  return stacks.map(({ name }) => name).sort();
}
