import { rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { shellWord } from "../../model/text/shellWord";
import { formatFaults } from "../../program/settings";
import { complaintOf, runPulumi } from "../pulumi/runPulumi";
import { stackSettings } from "../pulumi/stackSettings";
import { writeWhole } from "../writeWhole";
import { type Draft, draftValues, EXTERNAL_ID, settingsText } from "./draft";
import { storeExternalId } from "./mint";
import { settingsFile } from "./newStack";

/** A stack to be made. */
export interface WantedStack {
  readonly stack: string;
  /** What its settings file begins with. */
  readonly comment: readonly string[];
  readonly draft: Draft;
  /** In clear; it goes to the engine by standard input, and comes back encrypted. */
  readonly externalId: string;
  /** As `pulumi stack init --secrets-provider` takes it; default: the backend's own. */
  readonly secretsProvider?: string;
  /** Changes the values before they are read back; default: as they are. */
  readonly prepare?: (values: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * Makes a stack with its settings file, reads it back, and does what belongs to it. Whatever fails or is interrupted, all that
 * was made is taken back.
 * @param then the last step; what it leaves behind when it fails, it takes back itself.
 * @throws what failed, and what could not be taken back.
 */
export async function makeStack(wanted: WantedStack, then: () => void, signal: AbortSignal): Promise<void> {
  const { stack, comment, draft, secretsProvider } = wanted;
  const file = settingsFile(stack);
  writeWhole(file, settingsText(comment, draft), { mode: 0o644, replace: false });
  let made: "no" | "perhaps" | "yes" = "perhaps";
  try {
    const init = ["stack", "init", stack, "--no-select"];
    const provider = secretsProvider === undefined ? [] : ["--secrets-provider", secretsProvider];
    const run = await runPulumi([...init, ...provider], { signal });
    made = run.code === 0 ? "yes" : "no";
    if (run.code !== 0) throw new Error(withPassphraseHint(complaintOf(run, "stack init")));
    await storeExternalId(stack, wanted.externalId, signal);
    await readBack(wanted, signal);
    then();
  } catch (error) {
    const left = made === "no" ? undefined : await removeStack(stack, made === "yes");
    rmSync(file, { force: true });
    throw left === undefined ? error : new Error(`${(error as Error).message}\n${left}`);
  }
}

/** What is in force must be what was written: a value of the project or of an environment may overlay it. */
async function readBack(
  { stack, draft, externalId, prepare }: WantedStack,
  signal: AbortSignal,
): Promise<void> {
  let values: Record<string, unknown> = {};
  const { settings, faults } = await stackSettings(stack, {
    signal,
    prepare: (read) => {
      values = read;
      return prepare ? prepare(read) : read;
    },
  });
  const written = { ...draftValues(draft), [EXTERNAL_ID]: externalId };
  const other = Object.entries(written).find(
    ([key, text]) => !isDeepStrictEqual(meant(values[key]), meant(text)),
  );
  if (other)
    throw new Error(
      `expected ${other[0]} as it was written, got another value\n` +
        "hint: see whether it comes from somewhere else, too: Pulumi.yaml, or an environment of Pulumi ESC",
    );
  if (!settings) throw new Error(formatFaults(stack, faults));
}

/** A value apart from how its JSON text is written. */
function meant(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}

/** @param known whether it was surely made. @returns what is left behind, in words; undefined when nothing is. */
async function removeStack(stack: string, known: boolean): Promise<string | undefined> {
  // No signal: an interruption is why this runs. A stack with resources is refused by the engine, as it should be.
  const run = await runPulumi(["stack", "rm", stack, "--yes"]);
  if (run.code === 0 || !known) return undefined;
  return `left behind: stack ${stack}, ${complaintOf(run, "stack rm")}\nhint: pulumi stack rm ${shellWord(stack)}`;
}

function withPassphraseHint(complaint: string): string {
  if (!/passphrase must be set/.test(complaint)) return complaint;
  return (
    `${complaint}\nhint: set one of them to a passphrase that you keep, or name another keeper of secrets with ` +
    "--secrets-provider (docs/new-customer.md)"
  );
}
