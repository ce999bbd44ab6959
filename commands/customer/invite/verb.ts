import { parseArgs } from "node:util";
import { shellWord } from "../../../model/text/shellWord";
import { invitationFile, writeInvitation } from "../invitationFile";
import { notComparedLines } from "../otherStacks";
import { oneStack, type Verb } from "../verb";
import { inviteOf } from "./invite";

/** `npm run customer -- invite STACK`. */
export const invite: Verb = {
  summary: "writes the invitation of a customer's stack that exists, once more or for the first time",
  help: `usage: npm run customer -- invite STACK [--out FILE]

Writes what the owner of the bucket's account accepts with \`npm run customer -- accept\`, as the stack's settings are now.
The server's role must be there, for its unique id is part of it: bring up the stack that makes it first. Write it again when
the external ID, the bucket, the rights or the server's role have changed. Nothing in AWS or on the server changes.

  --out FILE  where it goes; default: STACK.invitation.json. An earlier invitation of the same role is written over

example:
  npm run customer -- invite acme-prod

exit code: 0 written, 1 refused and nothing was written, 2 wrong arguments, 130 interrupted.`,
  async run(args, signal) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: "string" } },
    });
    const stack = oneStack(positionals);
    const { out = invitationFile(stack) } = values;
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
};
