import { checkAccounts, checkBoundaries, checkPresence, checkTrustWindow } from "./agreement";
import { assemble } from "./assemble";
import { hostKeyOf, jumpHostOf, observerOf, sshLoginOf } from "./connection";
import type { Fault } from "./faults";
import type { Files } from "./files";
import { deepFreeze } from "./freeze";
import { isKeyName, KEYS, type KeyName, NAMESPACE, type Values } from "./keys";
import { readKey } from "./readKey";
import type { Refuse } from "./refuse";
import { clearSecrets, secretValues } from "./secrets";
import type { Settings } from "./types";
import { unknownTopKey } from "./unknownKeys";
import { Veil } from "./veil";
import { warningsOf } from "./warnings";

/** What the settings are read in. */
export interface SettingsContext {
  readonly project: string;
  readonly stack: string;
  /** Full keys that the stack stores encrypted; not given, nothing is said about secrets in clear. */
  readonly secretKeys?: ReadonlySet<string>;
  /** How named files are read; not given, every file counts as missing. */
  readonly files?: Files;
  /** Whether an SSH agent is at hand; not given, nothing is said about it. */
  readonly sshAgent?: boolean;
  /** The time it is; not given, nothing is said of dates that have passed. */
  readonly now?: Date;
}

/** Settings, or what is wrong with them; never both. */
export interface ParsedSettings {
  readonly settings?: Settings;
  readonly faults: readonly Fault[];
}

/**
 * Reads a stack's whole configuration and finds every fault at once. Keys of other namespaces are not looked at.
 * @param raw full keys and their text, as `pulumi.runtime.allConfig()` gives them.
 */
export function parseSettings(
  raw: Readonly<Record<string, unknown>>,
  context: SettingsContext,
): ParsedSettings {
  const own = Object.entries(raw).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
  const veil = new Veil(secretValues(Object.fromEntries(own), context.secretKeys ?? new Set()));
  const values: Record<string, unknown> = {};
  const present = new Set<KeyName>();
  const faults: Fault[] = [];

  for (const [key, text] of own) {
    const name = key.slice(NAMESPACE.length + 1);
    if (!isKeyName(name)) {
      faults.push(unknownTopKey(name, veil));
      continue;
    }
    const secret = "secret" in KEYS[name] || context.secretKeys?.has(key) === true;
    const reading = readKey(name, text, secret, veil);
    faults.push(...reading.faults);
    present.add(name);
    if (reading.value !== undefined) values[name] = reading.value;
  }
  faults.push(...clearSecrets(present, values, context.secretKeys));

  const refuse: Refuse = (key, { expected, got, hint }, value) => {
    const shown = got ?? veil.quote(value);
    faults.push({
      key: `${NAMESPACE}:${key}`,
      expected: veil.cover(expected),
      got: shown,
      hint: veil.cover(hint),
    });
  };
  const settings = together(values, present, context, refuse);
  return faults.length === 0 && settings ? { settings, faults } : { faults: inOrder(faults) };
}

function together(
  values: Values,
  present: ReadonlySet<KeyName>,
  context: SettingsContext,
  refuse: Refuse,
): Settings | undefined {
  const files = context.files ?? NO_FILES;
  checkPresence(present, values, refuse);
  checkAccounts(values, present.has("bucketRole") || present.has("externalId"), refuse);
  checkBoundaries(values, refuse);
  checkTrustWindow(values, context.now, refuse);
  const { serverAccount, serverRole, server } = values;
  const connection = {
    hostKey: server && hostKeyOf(server, files, refuse),
    ssh: sshLoginOf(values, present, files, refuse),
    proxy: server && jumpHostOf(server, refuse),
    observer: server && observerOf(server, files, refuse),
  };
  if (!serverAccount || !serverRole) return undefined;
  const settings = assemble({ ...values, serverAccount, serverRole }, connection, context);
  return deepFreeze({ ...settings, warnings: warningsOf(values, settings, context) });
}

const NO_FILES: Files = {
  home: "/",
  folder: "/",
  read: () => {
    throw Object.assign(new Error("no files here"), { code: "ENOENT" });
  },
};

/** As in KEYS and in docs/settings.md, unknown keys last. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const names = Object.keys(KEYS);
  const rank = ({ key }: Fault): number => {
    const place = names.indexOf(key.slice(NAMESPACE.length + 1).split(".")[0] ?? "");
    return place < 0 ? names.length : place;
  };
  return [...faults].sort((one, other) => rank(one) - rank(other));
}
