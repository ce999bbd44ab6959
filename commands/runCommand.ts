/** A command that `npm run` starts: what it takes, and what it does. */
export interface Command<Wanted> {
  /** As people call it, `host-key`. */
  readonly name: string;
  readonly usage: string;
  /**
   * What was asked for; `help` where that is asked for, `too little` where something that is needed is not there.
   * @throws with one sentence when the arguments make no sense.
   */
  wanted(args: string[]): Wanted | "help" | "too little";
  /** What an interruption is told to have left; left out where an interruption just ends the process. */
  readonly interrupted?: string;
  /** @returns the exit code. @throws with what is told, with its hint. */
  run(wanted: Wanted, signal: AbortSignal): Promise<number>;
}

const FAILED = 1;
const WRONG_ARGUMENTS = 2;
const INTERRUPTED = 130;

/** Does what the arguments ask for, and says what went wrong, without a trace. @returns the exit code. */
export async function runCommand<Wanted>(
  { name, usage, wanted: read, interrupted, run }: Command<Wanted>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  let wanted: Wanted | "help" | "too little";
  try {
    wanted = read([...args]);
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}\n\n${usage}`);
    return WRONG_ARGUMENTS;
  }
  if (wanted === "help" || wanted === "too little") {
    console[wanted === "help" ? "log" : "error"](usage);
    return wanted === "help" ? 0 : WRONG_ARGUMENTS;
  }
  const interrupt = new AbortController();
  if (interrupted !== undefined)
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => interrupt.abort(new Error(interrupted)));
  try {
    return await run(wanted, interrupt.signal);
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}`);
    return interrupt.signal.aborted ? INTERRUPTED : FAILED;
  }
}
