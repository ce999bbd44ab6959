import { checkKeys } from "../checks/checkKeys";
import { connectionOf } from "../checks/connection";
import { type Files, NO_FILES } from "../checks/files";
import { withRegions } from "../checks/side";
import { warningsOf } from "../checks/warnings";
import { defaultValues, isKeyName, type KeyName, NAMESPACE, type Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { assemble, type Settings } from "./assemble";
import { type Fault, inOrder } from "./faults";
import { readKey } from "./readKey";
import { Redactor } from "./redactor";
import { secretsInClear, secretValues } from "./secrets";
import { unknownTopKey } from "./unknownKeys";

/** What settings are read with, besides the configuration. */
export interface SettingsContext {
  readonly stack: string;
  /** Full keys that the stack encrypts; default: not known, so secrets in clear are not reported. */
  readonly secretKeys?: ReadonlySet<string>;
  /** How named files are read; default: every file is missing. */
  readonly files?: Files;
  /** Whether an SSH agent is running; default: not known, so its absence gives no warning. */
  readonly sshAgent?: boolean;
  /** The current time; default: not known, so dates in the past are not refused. */
  readonly now?: Date;
  /** This process's variables; default: none. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Settings, or what is wrong with them; never both. */
export interface ParsedSettings {
  readonly settings?: Settings;
  readonly faults: readonly Fault[];
}

/**
 * Reads a stack's whole configuration and finds every fault at once. Keys in other namespaces are ignored.
 * @param raw full keys and their text, as `pulumi.runtime.allConfig()` returns them.
 */
export function parseSettings(
  raw: Readonly<Record<string, unknown>>,
  context: SettingsContext,
): ParsedSettings {
  const { stack, secretKeys, files = NO_FILES, now } = context;
  const own = Object.fromEntries(Object.entries(raw).filter(([key]) => key.startsWith(`${NAMESPACE}:`)));
  const redactor = new Redactor(secretValues(own, secretKeys ?? new Set()));
  const { values: read, present, faults } = readKeys(own, secretKeys, redactor);
  faults.push(...secretsInClear(own, secretKeys));

  const refuse: Refuse = (key, { expected, got, hint }, value) => {
    faults.push({
      key: `${NAMESPACE}:${key}`,
      expected: redactor.redact(expected),
      got: got ?? redactor.quote(value),
      hint: redactor.redact(hint),
    });
  };
  const values = withRegions(read, refuse);
  checkKeys(present, values, now, refuse);
  const connection = connectionOf(present, values, files, refuse);

  const { serverAccount, serverRole } = values;
  if (faults.length > 0 || !serverAccount || !serverRole) return { faults: inOrder(faults) };
  const warnings = warningsOf(values, connection, context);
  return {
    settings: assemble({ ...values, serverAccount, serverRole }, connection, { stack, warnings }),
    faults,
  };
}

/** The keys that the stack sets, the values that are valid on their own, and what is wrong with the others. */
function readKeys(
  own: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string> | undefined,
  redactor: Redactor,
): { values: Values; present: ReadonlySet<KeyName>; faults: Fault[] } {
  const values: Record<string, unknown> = {};
  const present = new Set<KeyName>();
  const faults: Fault[] = [];
  for (const [key, text] of Object.entries(own)) {
    const name = key.slice(NAMESPACE.length + 1);
    if (!isKeyName(name)) {
      faults.push(unknownTopKey(name, redactor));
      continue;
    }
    const reading = readKey(name, text, secretKeys?.has(key) === true, redactor);
    faults.push(...reading.faults);
    present.add(name);
    if (reading.value !== undefined) values[name] = reading.value;
  }
  return { values: { ...defaultValues(), ...values }, present, faults };
}
