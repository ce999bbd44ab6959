import { availableParallelism } from "node:os";
import { complaintOf, runPulumi } from "../pulumi/runPulumi";
import type { ConfigValue } from "../pulumi/stackSettings";
import { atMost } from "../sideBySide";

/** A stack of this project beside the one in question, as its settings have it. */
export interface OtherStack {
  readonly stack: string;
  /** Full keys and their text; secrets that were not read are missing. Never to be shown. */
  readonly values: Readonly<Record<string, string>>;
  /** Full keys that the stack encrypts, an object with a secret in it too; left out where there are none. */
  readonly encrypted?: readonly string[];
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
        const read = await settingsOf(name, secrets ? ["--show-secrets"] : [], signal);
        if (!secrets || read.unread === undefined) return read;
        // Another passphrase, or a key that is not ours to use: the rest is known all the same.
        return { ...(await settingsOf(name, [], signal)), unread: read.unread };
      }),
    ),
  );
}

async function settingsOf(stack: string, more: readonly string[], signal: AbortSignal): Promise<OtherStack> {
  const run = await runPulumi(["config", ...more, "--json", "--stack", stack], { signal });
  if (run.code !== 0) return { stack, values: {}, unread: complaintOf(run, "config") };
  const all = Object.entries(JSON.parse(run.stdout) as Record<string, ConfigValue>);
  const encrypted = all.filter(([, { secret }]) => secret).map(([key]) => key);
  return {
    stack,
    values: Object.fromEntries(
      all.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
    ),
    ...(encrypted.length > 0 && { encrypted }),
  };
}

/** What is said of stacks that could not be read. */
export function notComparedLines(stacks: readonly OtherStack[]): string[] {
  return stacks.map(({ stack, unread }) => `not compared with stack ${stack}: ${unread}`);
}
