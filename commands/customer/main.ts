import { WrongArguments } from "./verb";
import { usage, VERBS } from "./verbs";

const INTERRUPTED = 130;

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h") {
    console.log(usage());
    return 0;
  }
  const verb = name === undefined || !Object.hasOwn(VERBS, name) ? undefined : VERBS[name];
  if (!verb) {
    const known = Object.keys(VERBS).join(", ");
    console.error(`customer: expected a verb (${known}), got ${name ?? "none"}\n\n${usage()}`);
    return 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    console.log(verb.help);
    return 0;
  }
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => interrupt.abort(new Error("interrupted")));
  try {
    return await verb.run(args, interrupt.signal);
  } catch (error) {
    const { message } = error as Error;
    console.error(`customer ${name}: ${message}`);
    if (error instanceof WrongArguments || isFromParseArgs(error)) {
      console.error(`\n${verb.help}`);
      return 2;
    }
    return interrupt.signal.aborted ? INTERRUPTED : 1;
  }
}

/** node:util's parseArgs throws with codes of this form. */
function isFromParseArgs(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS_");
}

run(process.argv.slice(2)).then((code) => {
  // Connections of SSH and AWS may linger; nothing is left to do.
  process.exit(code);
});
