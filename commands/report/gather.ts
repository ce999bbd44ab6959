import { parseSettings, type Settings } from "../../program/settings";
import { secretValues } from "../../program/settings/reading/secrets";
import { type OtherStack, otherStacks } from "../customer/otherStacks";
import { type CheckTools, checkStack } from "../drift/checkStack";
import type { StackCheck } from "../drift/interpret";
import { type FleetStack, fleetStack, shortName } from "../fleet/fleetStack";
import { type HeldResource, resourcesOf } from "../policy/state";
import { stackExport } from "../pulumi/stackExport";
import { type PastRun, stackHistory } from "../pulumi/stackHistory";
import { settingsContext } from "../pulumi/stackSettings";
import { heldIn } from "../pulumi/stacks";
import { atMost, ENGINES_AT_ONCE } from "../sideBySide";

/** All that a report of one stack is made of. Secrets are in it in clear: never to be shown as it is. */
export interface Gathered {
  readonly fleet: FleetStack;
  /** Undefined where they do not parse. */
  readonly settings?: Settings;
  /** What its state holds; undefined where its secrets could not be read. */
  readonly resources?: readonly HeldResource[];
  /** The runs that the backend remembers, newest first; undefined where it could not be asked. */
  readonly history?: readonly PastRun[];
  readonly check: StackCheck;
  /** Texts that must not be in what is written. */
  readonly secrets: readonly string[];
  /** When the check was done: ISO 8601, UTC. */
  readonly checkedAt: string;
}

/** Reads settings, state and history of stacks, and checks each as `npm run drift` does. Nothing is changed. */
export async function gather(
  names: readonly string[],
  tools: Omit<CheckTools, "inTurn">,
): Promise<Gathered[]> {
  const { signal } = tools;
  const inTurn = atMost(ENGINES_AT_ONCE);
  const settings = await otherStacks(names, { secrets: true, signal });
  return Promise.all(
    settings.map(async (one) => {
      const check = await checkStack(one.stack, { ...tools, inTurn });
      tools.onProgress(one.stack, check.verdict);
      const checkedAt = new Date().toISOString();
      return inTurn(async () => ({ ...(await read(one, signal)), check, checkedAt }));
    }),
  );
}

type Read = Omit<Gathered, "check" | "checkedAt">;

async function read(one: OtherStack, signal: AbortSignal): Promise<Read> {
  const { stack, values, encrypted = [] } = one;
  const { settings } = parseSettings(values, settingsContext(shortName(stack), new Set(encrypted)));
  const known = { ...(settings && { settings }), secrets: secretsOf(one) };
  const [history, state] = await Promise.allSettled([
    stackHistory(stack, signal),
    stackExport(stack, "shown", signal),
  ]);
  signal.throwIfAborted();
  const told = history.status === "fulfilled" ? { history: history.value } : {};
  if (state.status === "rejected") {
    const unread = one.unread ?? (state.reason as Error).message;
    return { ...known, ...told, fleet: fleetStack({ ...one, unread }, []) };
  }
  const text = state.value;
  return { ...known, ...told, fleet: fleetStack(one, heldIn(text)), resources: resourcesOf(text) };
}

/** Shorter ones are words that stand in any text; documents hold none of them by their making. */
const LEAST = 8;

function secretsOf({ values, encrypted = [] }: OtherStack): string[] {
  const all = [new Set(encrypted), new Set<string>()].flatMap((keys) => secretValues(values, keys));
  const texts = all.filter((one): one is string => typeof one === "string" && one.length >= LEAST);
  return [...new Set(texts)].sort((one, other) => other.length - one.length);
}
