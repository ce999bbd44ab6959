// The agent's program text: the Perl pieces of ./perl in the order of their numbers.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "perl");

let cached: string | undefined;

/**
 * The whole Perl program, as it is sent to a server (Perl 5.10 or newer, no modules beyond strict, warnings and
 * Config). Read once per process from the files beside this one. Throws when a piece holds the end mark.
 */
export function agentProgram(): string {
  if (cached === undefined) {
    cached = perlProgram([FOLDER]);
  }
  return cached;
}

/** The agent's pieces without the last, which runs them: what another program for a server builds on. */
export const AGENT_PIECES = { folder: FOLDER, without: "90-main.pl" } as const;

/**
 * A Perl program from the pieces of some folders, in the order of folders and, within each, of their numbers.
 * @param without name of a piece that is left out.
 * Throws when a piece holds the end mark.
 */
export function perlProgram(folders: readonly string[], without?: string): string {
  const pieces = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^\d\d-.*\.pl$/.test(name) && name !== without)
      .sort()
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  const text = pieces.join("\n");
  if (/^__(END|DATA)__$/m.test(text)) throw new Error("expected no end mark inside the agent's program");
  return text;
}
