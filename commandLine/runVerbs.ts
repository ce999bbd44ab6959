import type { Command } from "./command";
import { verbsHelp } from "./help";
import { asksForHelp } from "./readArguments";
import { runCommand } from "./runCommand";

/** Runs the verb that the arguments begin with, `end` of `npm run customer -- end acme-prod`. @returns the exit code. */
export async function runVerbs(
  name: string,
  verbs: Readonly<Record<string, Command>>,
  [word, ...args]: readonly string[] = process.argv.slice(2),
): Promise<number> {
  const verb = word !== undefined && Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  if (verb) return runCommand(verb, args);
  if (asksForHelp([word ?? ""])) {
    console.log(verbsHelp(name, verbs));
    return 0;
  }
  const known = Object.keys(verbs).join(", ");
  console.error(`${name}: expected a verb (${known}), got ${word ?? "none"}\n\n${verbsHelp(name, verbs)}`);
  return 2;
}
