import { complaintOf, runPulumi } from "./runPulumi";
import { stackExport } from "./stackExport";

/** Names of this project's stacks in the backend, sorted. */
export async function allStacks(signal?: AbortSignal): Promise<string[]> {
  const run = await runPulumi(["stack", "ls", "--json"], { signal });
  if (run.code !== 0) throw new Error(complaintOf(run, "stack ls"));
  const stacks = JSON.parse(run.stdout) as { name: string }[];
  return stacks.map(({ name }) => name).sort();
}

/** Ids of the resources that a stack holds, by type: what is in its state is not somebody else's. */
export async function heldResources(
  stack: string,
  signal?: AbortSignal,
): Promise<(type: string, id: string) => boolean> {
  const held = new Set((await exported(stack, signal)).map(({ type, id }) => `${type} ${id}`));
  return (type, id) => held.has(`${type} ${id}`);
}

/** URNs of the components and AWS providers that a stack holds, by their names in the program. */
export async function heldFrames(stack: string, signal?: AbortSignal): Promise<Record<string, string>> {
  const frames = (await exported(stack, signal)).filter(({ type }) =>
    /^(aspera:components:|pulumi:providers:aws$)/.test(type),
  );
  return Object.fromEntries(frames.map(({ urn }) => [urn.split("::").at(-1) ?? "", urn]));
}

/** What a stack's state says of each resource. */
export interface Held {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** URN of the resource that it belongs to. */
  readonly parent?: string;
  /** URNs of what it was made from. */
  readonly dependencies?: readonly string[];
  /** URN and id of its provider, joined by `::`. */
  readonly provider?: string;
  /** Whether the engine refuses to delete it. */
  readonly protect?: boolean;
  /** Of our own resources, what the program alone says is here and not among the outputs. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Every resource in a stack's state, its secrets encrypted. */
export async function exported(stack: string, signal?: AbortSignal): Promise<readonly Held[]> {
  return heldIn(await stackExport(stack, "encrypted", signal));
}

/** The same of a state that was read already. @param text what `pulumi stack export` writes. */
export function heldIn(text: string): readonly Held[] {
  const { deployment } = JSON.parse(text) as { deployment?: { resources?: readonly Held[] } };
  return deployment?.resources ?? [];
}
