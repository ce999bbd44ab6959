import { type Command, type Options, WrongArguments } from "./command";
import { helpOf } from "./help";
import { asksForHelp, readArguments } from "./readArguments";

const FAILED = 1;
const WRONG_ARGUMENTS = 2;
const INTERRUPTED = 130;

/** Does what the arguments ask for, and says what went wrong, without a trace. @returns the exit code. */
export async function runCommand<O extends Options, Wanted>(
  command: Command<O, Wanted>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  const { name, interrupted, run } = command;
  const help = helpOf(command);
  if (asksForHelp(args)) {
    console.log(help);
    return 0;
  }
  const interrupt = new AbortController();
  try {
    const wanted = readArguments(command, args);
    if (wanted === "too little") {
      console.error(help);
      return WRONG_ARGUMENTS;
    }
    if (interrupted !== undefined)
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
        process.on(signal, () => interrupt.abort(new Error(interrupted)));
    return await run(wanted, interrupt.signal);
  } catch (error) {
    const wrong = error instanceof WrongArguments;
    console.error(`${name}: ${(error as Error).message}${wrong ? `\n\n${help}` : ""}`);
    if (wrong) return WRONG_ARGUMENTS;
    return interrupt.signal.aborted ? INTERRUPTED : FAILED;
  }
}
