import { availableParallelism } from "node:os";
import { complaintOf, runPulumi } from "../pulumi/runPulumi";
import { atMost } from "../sideBySide";

/** A stack of this project beside the one in question, as its settings have it. */
export interface OtherStack {
  readonly stack: string;
  /** Full keys and their text; secrets that were not read are missing. Never to be shown. */
  readonly values: Readonly<Record<string, string>>;
  /** Why its secrets, or all of its settings, could not be read; undefined when what was asked for was. */
  readonly unread?: string;
}

/** What of the other stacks is read. */
export interface OtherStacksReading {
  /** Whether their secrets are decrypted, too. */
  readonly secrets: boolean;
  readonly signal: AbortSignal;
}

/**
 * The settings of stacks. One that cannot be read is among them, with why.
 * @param names as the backend has them.
 */
export async function otherStacks(
  names: readonly string[],
  { secrets, signal }: OtherStacksReading,
): Promise<readonly OtherStack[]> {
  const inTurn = atMost(availableParallelism());
  return Promise.all(
    names.map((name) =>
      inTurn(async () => {
        const plain = await settingsOf(name, [], signal);
        if (!secrets || plain.unread !== undefined) return plain;
        const whole = await settingsOf(name, ["--show-secrets"], signal);
        // Another passphrase, or a key that is not ours to use: the rest is known all the same.
        return whole.unread === undefined ? whole : { ...plain, unread: whole.unread };
      }),
    ),
  );
}

async function settingsOf(stack: string, more: readonly string[], signal: AbortSignal): Promise<OtherStack> {
  const run = await runPulumi(["config", ...more, "--json", "--stack", stack], { signal });
  if (run.code !== 0) return { stack, values: {}, unread: complaintOf(run, "config") };
  const all = Object.entries(JSON.parse(run.stdout) as Record<string, { readonly value?: string }>);
  return {
    stack,
    values: Object.fromEntries(
      all.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
    ),
  };
}

/** What is said of stacks that could not be read. */
export function notComparedLines(stacks: readonly OtherStack[]): string[] {
  return stacks.map(({ stack, unread }) => `not compared with stack ${stack}: ${unread}`);
}
