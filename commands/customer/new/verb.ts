import { parseArgs } from "node:util";
import { faultList } from "../../../program/settings";
import { withAnyHostKeyIfNone } from "../../hostKey/anyHostKey";
import { allStacks } from "../../pulumi/stacks";
import { answerAtTerminal, askAtTerminal } from "../ask";
import { settingsText } from "../draft";
import { invitationFile, writeInvitation } from "../invitationFile";
import { makeStack } from "../makeStack";
import { mintExternalId } from "../mint";
import { nameFaults } from "../newStack";
import { oneStack, type Verb, WrongArguments } from "../verb";
import { askForOptions } from "./askForOptions";
import type { Given } from "./draftOf";
import { likeStack } from "./likeStack";
import { optionLines } from "./optionLines";
import { CUSTOMER_OPTIONS, OPTIONS, SERVER_OPTIONS } from "./options";
import { type NewCustomer, prepareNew } from "./prepare";
import { made, opening } from "./words";

const WIDTH = 26;

/** `npm run customer -- new STACK`. */
export const newCustomer: Verb = {
  summary: "makes a customer's stack with an external ID of its own, and the invitation to send",
  help: `usage: npm run customer -- new STACK [--yes] [options]

Mints an external ID (a UUID, version 4), writes Pulumi.STACK.yaml with it encrypted, makes the stack, and writes the
invitation that the customer accepts in their own account (docs/two-companies.md). Asks for what is not given. Looks first at
all that could refuse; what fails leaves nothing behind. Nothing in AWS or on the server changes.

the customer:
${optionLines(CUSTOMER_OPTIONS, WIDTH).join("\n")}

the server:
  ${"--like STACK".padEnd(WIDTH)}  all of this as in another stack on that server; what is given here goes before it
${optionLines(SERVER_OPTIONS, WIDTH).join("\n")}

  ${"--side SIDE".padEnd(WIDTH)}  server: the customer makes their side (default); both: this stack makes it, too
  ${"--out FILE".padEnd(WIDTH)}  where the invitation goes; default: STACK.invitation.json
  ${"--secrets-provider KEEPER".padEnd(WIDTH)}  as \`pulumi stack init\` takes it
  ${"--yes".padEnd(WIDTH)}  does not ask

examples:
  npm run customer -- new acme-prod
  npm run customer -- new acme-prod --yes --like aspera-server --host aspera.example.com \\
    --account 444455556666 --bucket acme-media --prefix incoming/ --transfer-user acme

exit code: 0 made, 1 refused and nothing was made, 2 wrong arguments, 130 interrupted.`,
  async run(args, signal) {
    const { stack, yes, out, secretsProvider, like, ...given } = wantedOf(args);
    const names = await allStacks(signal);
    if (!yes) refuse(stack, nameFaults(stack, names));
    const ask = (question: string) => answerAtTerminal(question, signal);
    const liked = like ?? (yes || names.length === 0 ? "" : await ask(likeQuestion(names)))?.trim();
    const server = liked ? await likeStack(liked, names, signal) : { like: {} };
    if (!yes && server.fault) refuse(stack, [server.fault]);
    const externalId = mintExternalId();
    const all: Given = { ...given, stack, like: server.fault ? {} : server.like };
    const complete = yes ? all : await askForOptions(all, externalId, { ask, say: console.log });
    const faults = server.fault ? [server.fault] : [];
    const customer = await prepareNew(complete, { names, externalId, out, faults, signal });
    if (!yes) {
      console.log(`\n${settingsText(opening(stack), customer.draft)}`);
      if (!(await askAtTerminal(`make stack ${stack} of this?`, signal))) {
        console.log("nothing was made");
        return 1;
      }
    }
    await make(customer, { out, secretsProvider, signal });
    console.log(made(customer, out));
    return 0;
  },
};

function make(
  { stack, draft, externalId, invitation }: NewCustomer,
  how: { readonly out: string; readonly secretsProvider?: string; readonly signal: AbortSignal },
): Promise<void> {
  const { out, secretsProvider, signal } = how;
  const prepare = withAnyHostKeyIfNone;
  return makeStack(
    { stack, comment: opening(stack), draft, externalId, secretsProvider, prepare },
    () => {
      if (invitation) writeInvitation(out, invitation, false);
    },
    signal,
  );
}

function wantedOf(args: readonly string[]) {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...Object.fromEntries(
        Object.entries(OPTIONS).map(([name, { form }]) => [
          name,
          { type: form === "flag" ? ("boolean" as const) : ("string" as const) },
        ]),
      ),
      side: { type: "string", default: "server" },
      like: { type: "string" },
      out: { type: "string" },
      "secrets-provider": { type: "string" },
      yes: { type: "boolean", short: "y", default: false },
    },
  });
  const stack = oneStack(positionals);
  const {
    yes = false,
    side,
    like,
    out = invitationFile(stack),
    "secrets-provider": secretsProvider,
  } = values;
  if (side !== "server" && side !== "both")
    throw new WrongArguments(`expected --side server or both, got ${JSON.stringify(side)}`);
  if (!yes && !process.stdin.isTTY) throw new WrongArguments("expected a terminal to ask at, or --yes");
  const options = Object.fromEntries(
    Object.keys(OPTIONS).flatMap((name) => {
      const value = (values as Readonly<Record<string, unknown>>)[name];
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
  return { stack, side, yes, like, out, secretsProvider, options };
}

function likeQuestion(names: readonly string[]): string {
  return `The server, and how it is reached, as in which stack? (${names.join(", ")}; empty to be asked): `;
}

function refuse(stack: string, faults: Parameters<typeof faultList>[1]): void {
  if (faults.length > 0) throw new Error(faultList(`the new stack "${stack}"`, faults));
}
