import { createInterface } from "node:readline";

/** Where it asks; the person's terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks the person at the terminal; everything but y and yes is no, and so is the end of what can be read.
 * @throws when it is interrupted.
 */
export function askAtTerminal(
  question: string,
  signal: AbortSignal,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const terminal = createInterface({ input, output, terminal: Reflect.get(output, "isTTY") === true });
    let answered = false;
    const interrupted = () => {
      reject(new Error("interrupted"));
      terminal.close();
    };
    if (signal.aborted) return interrupted();
    signal.addEventListener("abort", interrupted, { once: true });
    // In raw mode Ctrl-C is a character, and no signal.
    terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
    terminal.once("close", () => {
      signal.removeEventListener("abort", interrupted);
      if (!answered) output.write("\n");
      resolve(false);
    });
    terminal.question(`${question} [y/N] `, (answer) => {
      answered = true;
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      terminal.close();
    });
  });
}
