import { WrongArguments } from "./verb";
import { usage, VERBS } from "./verbs";

const INTERRUPTED = 130;

/** Where things are said. */
export type Said = Pick<Console, "log" | "error">;

/** Does what the arguments of `npm run customer` ask for. @returns the exit code. */
export async function dispatch(
  [name, ...args]: readonly string[],
  signal: AbortSignal,
  said: Said = console,
): Promise<number> {
  if (name === "--help" || name === "-h") {
    said.log(usage());
    return 0;
  }
  const verb = name === undefined || !Object.hasOwn(VERBS, name) ? undefined : VERBS[name];
  if (!verb) {
    const known = Object.keys(VERBS).join(", ");
    said.error(`customer: expected a verb (${known}), got ${name ?? "none"}\n\n${usage()}`);
    return 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    said.log(verb.help);
    return 0;
  }
  try {
    return await verb.run(args, signal);
  } catch (error) {
    const { message } = error as Error;
    const wrong = error instanceof WrongArguments || isFromParseArgs(error);
    said.error(`customer ${name}: ${message}${wrong ? `\n\n${verb.help}` : ""}`);
    if (wrong) return 2;
    return signal.aborted ? INTERRUPTED : 1;
  }
}

/** node:util's parseArgs throws with codes of this form. */
function isFromParseArgs(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS_");
}
