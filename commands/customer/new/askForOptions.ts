import { formatFault } from "../../../program/settings";
import { draftOf, type Given, valueAt } from "./draftOf";
import { OPTIONS } from "./options";
import { readDraft } from "./readDraft";

/** The person at the terminal. */
export interface Asking {
  /** Asks for a line; undefined at the end of what can be read. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly say: (line: string) => void;
}

/**
 * Asks for whatever has a question and was not given, by an option or by another stack, until each answer is one that the
 * settings take.
 * @throws at the end of what can be read.
 */
export async function askForOptions(given: Given, externalId: string, { ask, say }: Asking): Promise<Given> {
  const options: Record<string, string> = { ...given.options };
  const answered = () => ({ ...given, options });
  for (const [name, { question, setting, standard }] of Object.entries(OPTIONS)) {
    if (
      question === undefined ||
      options[name] !== undefined ||
      valueAt(given.like ?? {}, setting) !== undefined
    )
      continue;
    const usual = standard?.(given.stack);
    for (;;) {
      const line = await ask(`${question}${usual === undefined ? "" : ` [${usual}]`}: `);
      if (line === undefined) throw new Error("expected an answer, got the end of what can be read");
      const answer = line.trim() || usual;
      if (answer === undefined) delete options[name];
      else options[name] = answer;
      const read = readDraft(given.stack, draftOf(answered()), externalId);
      const faults = read.faults.filter(({ key }) => key.startsWith(`--${name} `));
      if (faults.length === 0) break;
      for (const fault of faults) say(formatFault(fault));
    }
  }
  return answered();
}
