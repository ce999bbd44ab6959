import { parseArgs } from "node:util";
import { type Command, type Options, type Values, WrongArguments } from "./command";

const HELP = ["--help", "-h"];

/** Whether the help is asked for, whatever else there is. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => HELP.includes(arg));
}

/**
 * What a command's arguments ask for.
 * @returns `too little` where something that is needed is not there
 * @throws WrongArguments when they make no sense
 */
export function readArguments<O extends Options, Wanted>(
  { options, operands, wanted }: Command<O, Wanted>,
  args: readonly string[],
): Wanted | "too little" {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: operands !== undefined,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { word, short, again }]) => [
          name,
          {
            type: word === undefined ? ("boolean" as const) : ("string" as const),
            ...(short !== undefined && { short }),
            ...(again && { multiple: true }),
          },
        ]),
      ),
    });
    return wanted(values as Values<O>, positionals);
  } catch (error) {
    throw new WrongArguments((error as Error).message);
  }
}
