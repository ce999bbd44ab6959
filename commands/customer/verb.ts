/** One thing that `npm run customer` does. A new one is a folder of its own and a row in verbs.ts. */
export interface Verb {
  /** What it does, in a few words, for the list of all. */
  readonly summary: string;
  /** What it is about, in usage and example; default: a stack, `STACK`. */
  readonly operand?: { readonly word: string; readonly example: string };
  /** Its own help: usage, options, examples, exit codes. */
  readonly help: string;
  /**
   * Does it.
   * @param args what follows the verb.
   * @returns the exit code.
   * @throws WrongArguments, or an error whose message is for the person: a sentence, and a hint.
   */
  run(args: readonly string[], signal: AbortSignal): Promise<number>;
}

/** The arguments make no sense; nothing was done. */
export class WrongArguments extends Error {
  override readonly name = "WrongArguments";
}

/** The one stack that a verb is about. @throws WrongArguments for none, and for several. */
export function oneStack(given: readonly string[]): string {
  const [stack, ...more] = given;
  if (stack === undefined || stack === "" || more.length > 0)
    throw new WrongArguments(`expected one stack, got ${given.length === 0 ? "none" : given.join(" ")}`);
  return stack;
}
