import { type Options, WrongArguments } from "../../../commandLine/command";
import { invitationFile } from "../invitationFile";
import { oneStack } from "../oneStack";
import { CUSTOMER_OPTIONS, OPTIONS, SERVER_OPTIONS } from "./options";

/** Everything that `npm run customer -- new` takes, the settings first. */
export const NEW_OPTIONS: Options = {
  ...under("the customer", CUSTOMER_OPTIONS),
  ...under("the server", {
    like: {
      word: "STACK",
      help: "all of this as in another stack on that server; what is given here goes before it",
    },
    ...SERVER_OPTIONS,
  }),
  ...under("how it is made", {
    side: {
      word: "SIDE",
      help: "server: the customer makes their side (default); both: this stack makes it, too",
    },
    out: { word: "FILE", help: "where the invitation goes; default: STACK.invitation.json" },
    "secrets-provider": { word: "KEEPER", help: "as `pulumi stack init` takes it" },
    yes: { short: "y", help: "does not ask" },
  }),
};

/** Reads them. @throws WrongArguments for no stack, and for a side that there is not. */
export function newArguments(values: Readonly<Record<string, unknown>>, operands: readonly string[]) {
  const stack = oneStack(operands);
  const text = (name: string) => {
    const value = values[name];
    return value === undefined ? undefined : String(value);
  };
  const side = text("side") ?? "server";
  if (side !== "server" && side !== "both")
    throw new WrongArguments(`expected --side server or both, got ${JSON.stringify(side)}`);
  const options: Record<string, string> = Object.fromEntries(
    Object.keys(OPTIONS).flatMap((name) => {
      const value = text(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    stack,
    side,
    yes: values.yes === true,
    like: text("like"),
    out: text("out") ?? invitationFile(stack),
    secretsProvider: text("secrets-provider"),
    options,
  } as const;
}

/** Under a heading. */
function under(group: string, options: Options): Options {
  return Object.fromEntries(
    Object.entries(options).map(([name, option], at) => [name, at === 0 ? { ...option, group } : option]),
  );
}
