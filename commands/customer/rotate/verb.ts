import { parseArgs } from "node:util";
import { oneStack, type Verb } from "../verb";
import { rotateExternalId } from "./rotateExternalId";
import { rotated } from "./words";

/** `npm run customer -- rotate STACK`. */
export const rotate: Verb = {
  summary: "gives a customer a new external ID, without an outage",
  help: `usage: npm run customer -- rotate STACK

Mints a new external ID (a UUID, version 4) and stores it encrypted in the stack's settings. Nobody sees it, and nothing on
the server or in AWS changes yet: two \`pulumi up\` do that, and transfers go on all the while (docs/rotation.md). The old ID
is remembered by the stack itself, for as long as the docroot uses it.

example:
  npm run customer -- rotate acme-prod
  pulumi up --stack acme-prod
  pulumi up --stack acme-prod

exit code: 0 the new ID is stored, 1 refused and nothing changed, 2 wrong arguments, 130 interrupted.`,
  async run(args, signal) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    const stack = oneStack(positionals);
    console.log(rotated(stack, await rotateExternalId(stack, signal)));
    return 0;
  },
};
