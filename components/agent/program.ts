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
    const names = readdirSync(FOLDER)
      .filter((name) => /^\d\d-.*\.pl$/.test(name))
      .sort();
    const text = names.map((name) => readFileSync(join(FOLDER, name), "utf8")).join("\n");
    if (/^__(END|DATA)__$/m.test(text)) throw new Error("expected no end mark inside the agent's program");
    cached = text;
  }
  return cached;
}
