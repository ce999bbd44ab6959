import type { Command } from "../../commandLine/command";
import { asksForHelp, readArguments } from "../../commandLine/readArguments";
import { COMMANDS, WITH_VERBS } from "./everyCommand";

/** What is wrong with a whole line, `npm run customer -- end acme-prod`; undefined where its command takes it. */
export function lineFault(line: string): string | undefined {
  const [, script = "", rest = ""] = /^npm run ([\w:-]+)(?: -- ?(.*))?$/.exec(line.trim()) ?? [];
  const args = wordsOf(rest);
  const found = commandOf(script, args);
  if (!found) return `there is no command for ${line}`;
  if (found.command === "verbs") return asksForHelp(args) ? undefined : `${line} names no verb`;
  if (asksForHelp(found.args)) return undefined;
  try {
    const wanted = readArguments(found.command, found.args);
    return wanted === "too little" ? `${line} is too little` : undefined;
  } catch (error) {
    return `${line}: ${(error as Error).message}`;
  }
}

/** The command of a script, and what of the arguments is its. */
export function commandOf(
  script: string,
  [first = "", ...more]: readonly string[],
): { readonly command: Command | "verbs"; readonly args: readonly string[] } | undefined {
  const verbs = WITH_VERBS[script];
  const verb = verbs?.[first];
  if (verb) return { command: verb, args: more };
  if (verbs) return { command: "verbs", args: [first, ...more] };
  const command = COMMANDS.find(({ name }) => name === script);
  return command && { command, args: first === "" ? more : [first, ...more] };
}

/** Words as a shell parts them: quotes keep them together. */
export function wordsOf(text: string): string[] {
  return (text.replaceAll("\\\n", " ").match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replace(/["']/g, ""),
  );
}
