import { createInterface } from "node:readline";

/** Where it asks; the person's terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const AT_HAND: Terminal = { input: process.stdin, output: process.stdout };

/**
 * Asks the person at the terminal; everything but y and yes is no, and so is the end of what can be read.
 * @throws when it is interrupted.
 */
export async function askAtTerminal(
  question: string,
  signal: AbortSignal,
  terminal?: Terminal,
): Promise<boolean> {
  const answer = await answerAtTerminal(`${question} [y/N] `, signal, terminal);
  return /^\s*y(es)?\s*$/i.test(answer ?? "");
}

/**
 * Asks for a line. @param question as it is shown, with the space behind it.
 * @returns undefined at the end of what can be read.
 * @throws when it is interrupted.
 */
export function answerAtTerminal(
  question: string,
  signal: AbortSignal,
  { input, output }: Terminal = AT_HAND,
): Promise<string | undefined> {
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
      resolve(undefined);
    });
    terminal.question(question, (answer) => {
      answered = true;
      resolve(answer);
      terminal.close();
    });
  });
}
