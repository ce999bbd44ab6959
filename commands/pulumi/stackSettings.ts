import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { FindingError, type Found } from "../../model/findings/finding";
import { type ParsedSettings, parseSettings, type SettingsContext } from "../../program/settings";
import { complaintOf, runPulumi } from "./runPulumi";

/** One value as `pulumi config --json` has it. */
export interface ConfigValue {
  readonly value?: string;
  readonly secret: boolean;
}

/** What a stack's values are read with. */
export interface StackReading {
  readonly signal?: AbortSignal;
  /** What is refused when the engine has no such stack; default: the line that makes one. */
  readonly unknown?: Found;
  /** Changes the values, full keys and their text, before they are read. */
  readonly prepare?: (values: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * A stack's settings, read by the same parser as in the program. The values, secrets among them, stay in this process.
 * @throws when the engine has no such stack, or cannot decrypt its secrets.
 */
export async function stackSettings(
  stack: string,
  { signal, unknown, prepare = (values) => values }: StackReading = {},
): Promise<ParsedSettings> {
  const run = await runPulumi(["config", "--show-secrets", "--json", "--stack", stack], { signal });
  if (run.code !== 0) {
    const said = complaintOf(run, "config");
    if (unknown && /no stack named/.test(said)) throw new FindingError(unknown);
    throw new Error(/no stack named/.test(said) ? `${said}\nhint: pulumi stack init ${stack}` : said);
  }
  const values = Object.entries(JSON.parse(run.stdout) as Record<string, ConfigValue>);
  return parseSettings(
    prepare(Object.fromEntries(values.map(([key, { value }]) => [key, value]))),
    settingsContext(stack, new Set(values.filter(([, { secret }]) => secret).map(([key]) => key))),
  );
}

/** What settings are read with on this machine. @param secretKeys full keys that the stack encrypts. */
export function settingsContext(stack: string, secretKeys: ReadonlySet<string>): SettingsContext {
  return {
    stack,
    secretKeys,
    files: { home: homedir(), folder: process.cwd(), read: (path) => readFileSync(path, "utf8") },
    sshAgent: Boolean(process.env.SSH_AUTH_SOCK),
    now: new Date(),
    environment: process.env,
  };
}
