import { command, WrongArguments } from "../../../commandLine/command";
import { faultList } from "../../../program/settings";
import { withAnyHostKeyIfNone } from "../../hostKey/anyHostKey";
import { allStacks } from "../../pulumi/stacks";
import { answerAtTerminal, askAtTerminal } from "../ask";
import { settingsText } from "../draft";
import { writeInvitation } from "../invitationFile";
import { makeStack } from "../makeStack";
import { mintExternalId } from "../mint";
import { nameFaults } from "../newStack";
import { NEW_OPTIONS, newArguments } from "./arguments";
import { askForOptions } from "./askForOptions";
import type { Given } from "./draftOf";
import { likeStack } from "./likeStack";
import { type NewCustomer, prepareNew } from "./prepare";
import { made, opening } from "./words";

/** `npm run customer -- new STACK`. */
export const newCustomer = command({
  name: "customer new",
  summary: "makes a customer's stack with an external ID of its own, and the invitation to send",
  about:
    "Mints an external ID (a UUID, version 4), writes Pulumi.STACK.yaml with it encrypted, makes the stack, and writes the invitation " +
    "that the customer accepts in their own account (docs/two-companies.md). Asks for what is not given. Looks first at all that " +
    "could refuse; what fails leaves nothing behind. Nothing in AWS or on the server changes.",
  usage: ["STACK [--yes] [options]"],
  operands: { STACK: "name of the new stack" },
  options: NEW_OPTIONS,
  examples: [
    "npm run customer -- new acme-prod",
    "npm run customer -- new acme-prod --yes --like aspera-server --host aspera.example.com --account 444455556666 --bucket acme-media " +
      "--prefix incoming/ --transfer-user acme",
  ],
  exits: { 0: "made", 1: "refused and nothing was made" },
  interrupted: "interrupted",
  wanted: newArguments,
  async run({ stack, yes, out, secretsProvider, like, ...given }, signal) {
    if (!yes && !process.stdin.isTTY) throw new WrongArguments("expected a terminal to ask at, or --yes");
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
});

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

function likeQuestion(names: readonly string[]): string {
  return `The server, and how it is reached, as in which stack? (${names.join(", ")}; empty to be asked): `;
}

function refuse(stack: string, faults: Parameters<typeof faultList>[1]): void {
  if (faults.length > 0) throw new Error(faultList(`the new stack "${stack}"`, faults));
}
