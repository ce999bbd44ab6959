import { command } from "../../../commandLine/command";
import { shellWord } from "../../../model/text/shellWord";
import { invitationFile, writeInvitation } from "../invitationFile";
import { oneStack } from "../oneStack";
import { notComparedLines } from "../otherStacks";
import { inviteOf } from "./invite";

/** `npm run customer -- invite STACK`. */
export const invite = command({
  name: "customer invite",
  summary: "writes the invitation of a customer's stack that exists, once more or for the first time",
  about:
    "Writes what the owner of the bucket's account accepts with `npm run customer -- accept`, as the stack's settings are now. The " +
    "server's role must be there, for its unique id is part of it: bring up the stack that makes it first. Write it again when the " +
    "external ID, the bucket, the rights or the server's role have changed. Nothing in AWS or on the server changes.",
  usage: ["STACK [--out FILE]"],
  operands: { STACK: "the customer's stack" },
  options: {
    out: {
      word: "FILE",
      help: "where it goes; default: STACK.invitation.json. An earlier invitation of the same role is written over",
    },
  },
  examples: ["npm run customer -- invite acme-prod"],
  exits: { 0: "written", 1: "refused and nothing was written" },
  interrupted: "interrupted",
  wanted({ out }, operands) {
    const stack = oneStack(operands);
    return { stack, out: out ?? invitationFile(stack) };
  },
  async run({ stack, out }, signal) {
    const { invitation, notCompared } = await inviteOf(stack, out, signal);
    signal.throwIfAborted();
    writeInvitation(out, invitation, true);
    console.log(
      [
        ...notComparedLines(notCompared),
        `written: ${out}, for the owner of account ${invitation.bucketAccount}; the external ID is in it: hand it over so that`,
        "nobody else reads it, and delete it then",
        `next: they run npm run customer -- accept ${shellWord(out)}; after that, pulumi up --stack ${shellWord(stack)}`,
      ].join("\n"),
    );
    return 0;
  },
});
