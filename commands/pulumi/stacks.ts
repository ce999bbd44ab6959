import { runPulumi } from "./runPulumi";

/** Names of this project's stacks in the backend, sorted. */
export async function allStacks(signal?: AbortSignal): Promise<string[]> {
  const run = await runPulumi(["stack", "ls", "--json"], { signal });
  if (run.code !== 0) throw new Error(run.stderr.trim().replace(/^error: /, "") || "pulumi stack ls failed");
  const stacks = JSON.parse(run.stdout) as { name: string }[];
  return stacks.map(({ name }) => name).sort();
}

/** Ids of the resources that a stack holds, by type: what is in its state is not somebody else's. */
export async function heldResources(
  stack: string,
  signal?: AbortSignal,
): Promise<(type: string, id: string) => boolean> {
  const run = await runPulumi(["stack", "export", "--stack", stack], { signal });
  if (run.code !== 0)
    throw new Error(run.stderr.trim().replace(/^error: /, "") || "pulumi stack export failed");
  const { deployment } = JSON.parse(run.stdout) as {
    deployment?: { resources?: { type: string; id?: string }[] };
  };
  const held = new Set((deployment?.resources ?? []).map(({ type, id }) => `${type} ${id}`));
  return (type, id) => held.has(`${type} ${id}`);
}
