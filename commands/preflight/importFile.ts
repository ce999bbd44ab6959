import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPulumi } from "../pulumi/runPulumi";
import { heldFrames } from "../pulumi/stacks";
import type { Existing } from "./existing";

/** An entry of the file that `pulumi import --file` takes (pulumi/pulumi pkg/cmd/pulumi/operations/import.go). */
interface Entry {
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly component?: boolean;
}

/** Tells the program that names which are taken are about to be imported. */
const IMPORT_ENVIRONMENT = { ASPERA_IMPORT: "plan" } as const;

/** The whole file. */
interface ImportFile {
  /** URNs of what the stack holds already, by the names that the entries call it. */
  readonly nameTable?: Readonly<Record<string, string>>;
  readonly resources: readonly Entry[];
}

/**
 * Writes what `pulumi import` needs to take existing resources into a stack: the engine's own list of what the program
 * would make, providers and parents by name, cut down to what is there, with its ids. What the stack holds already, such as
 * after a first `up` that failed, is named by its URN. Nothing else is written.
 */
export async function writeImportFile(
  stack: string,
  file: string,
  existing: readonly Existing[],
  signal: AbortSignal,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "aspera-import-"));
  try {
    const all = join(folder, "all.json");
    const run = await runPulumi(["preview", "--stack", stack, "--import-file", all], {
      environment: IMPORT_ENVIRONMENT,
      signal,
    });
    if (run.code !== 0) throw new Error(`the preview failed: ${run.stderr.trim() || run.stdout.trim()}`);
    const { nameTable, resources } = JSON.parse(readFileSync(all, "utf8")) as ImportFile;
    const entries = importEntries(resources, existing);
    const held = { ...nameTable, ...(await heldFrames(stack, signal)) };
    const text = JSON.stringify({ nameTable: namesUsed(entries, held), resources: entries }, null, 2);
    // Readable by this person alone: a provider's inputs may name credentials. A file that was there keeps its own mode.
    rmSync(file, { force: true });
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: "wx" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The URNs of what entries are parts of, and are made with, and that is not among them. */
export function namesUsed(
  entries: readonly Entry[],
  held: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = new Set(entries.map(({ name }) => name));
  const used = entries.flatMap(({ parent, provider }) => [parent, provider]);
  return Object.fromEntries(
    used.flatMap((name) => {
      const urn = name === undefined || own.has(name) ? undefined : held[name];
      return name === undefined || urn === undefined ? [] : [[name, urn]];
    }),
  );
}

/** The entries of what exists, with ids, behind the providers and all the components that they are parts of. */
export function importEntries(all: readonly Entry[], existing: readonly Existing[]): Entry[] {
  const idOf = ({ type, name }: Entry) => existing.find((one) => one.type === type && one.name === name)?.id;
  const frames = new Set<string>();
  const addFrames = ({ parent }: Entry): void => {
    const frame = all.find(({ component, name }) => component && name === parent);
    if (!frame || frames.has(frame.name)) return;
    frames.add(frame.name);
    addFrames(frame);
  };
  for (const entry of all) if (idOf(entry)) addFrames(entry);
  return all.flatMap((entry) => {
    const id = idOf(entry);
    if (id) return [{ ...entry, id }];
    const needed = entry.type === "pulumi:providers:aws" || (entry.component && frames.has(entry.name));
    return needed ? [entry] : [];
  });
}
