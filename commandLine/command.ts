/** One option of a command. */
export interface Option {
  /** What stands for its value in the help, `NAME`; left out for an option that is given or not. */
  readonly word?: string;
  /** What it is, the form of its value where the word does not say it, and what holds without it. */
  readonly help: string;
  /** One letter that stands for it, `s`. */
  readonly short?: string;
  /** It may be given again; each value counts. */
  readonly again?: true;
  /** Heading over it and those that follow, where there are many. */
  readonly group?: string;
}

/** Options by their names, without dashes. */
export type Options = Readonly<Record<string, Option>>;

/** What was given for each option; undefined where it was not. */
export type Values<O extends Options> = { readonly [Name in keyof O]?: Value<O[Name]> };

type Value<One extends Option> = Option extends One
  ? string | boolean | readonly string[]
  : One extends { readonly word: string }
    ? One extends { readonly again: true }
      ? readonly string[]
      : string
    : boolean;

/** A command that `npm run` starts: what it takes, what its help says, and what it does. */
export interface Command<O extends Options = Options, Wanted = unknown> {
  /** As people call it: the script, `host-key`, or script and verb, `customer end`. */
  readonly name: string;
  /** What it does, in one line, as `shows ...`. */
  readonly summary: string;
  /** What else is to be known before it is started. */
  readonly about?: string;
  /** What may follow the name, a line each. */
  readonly usage: readonly string[];
  /** What stands beside options, by its word, `STACK`, or by what is typed; left out where nothing may. */
  readonly operands?: Readonly<Record<string, string>>;
  readonly options: O;
  /** Whole lines that can be typed, what belongs after it too. */
  readonly examples: readonly string[];
  /** What its exit codes mean, beside 2 and 130, which are every command's. */
  readonly exits: Readonly<Record<number, string>>;
  /** What an interruption is told to have left; left out where an interruption just ends the process. */
  readonly interrupted?: string;
  /**
   * What was asked for; `too little` where something that is needed is not there.
   * @throws with one sentence when the arguments make no sense. It looks at nothing else.
   */
  wanted(values: Values<O>, operands: readonly string[]): Wanted | "too little";
  /** @returns the exit code. @throws with what is told, with its hint; WrongArguments where it cannot run as it was asked. */
  run(wanted: Wanted, signal: AbortSignal): Promise<number>;
}

/** Declares one: the options say the types of their values. */
export function command<const O extends Options, Wanted>(declared: Command<O, Wanted>): Command<O, Wanted> {
  return declared;
}

/** The arguments make no sense; nothing was done. */
export class WrongArguments extends Error {
  override readonly name = "WrongArguments";
}
