import { command } from "../../../commandLine/command";
import { oneStack } from "../oneStack";
import { rotateExternalId } from "./rotateExternalId";
import { rotated } from "./words";

/** `npm run customer -- rotate STACK`. */
export const rotate = command({
  name: "customer rotate",
  summary: "gives a customer a new external ID, without an outage",
  about:
    "Mints a new external ID (a UUID, version 4) and stores it encrypted in the stack's settings. Nobody sees it, and nothing on the " +
    "server or in AWS changes yet: two `pulumi up` do that, and transfers go on all the while (docs/rotation.md). The old ID is " +
    "remembered by the stack itself, for as long as the docroot uses it.",
  usage: ["STACK"],
  operands: { STACK: "the customer's stack" },
  options: {},
  examples: [
    "npm run customer -- rotate acme-prod",
    "pulumi up --stack acme-prod",
    "pulumi up --stack acme-prod",
  ],
  exits: { 0: "the new ID is stored", 1: "refused and nothing changed" },
  interrupted: "interrupted",
  wanted: (_, operands) => oneStack(operands),
  async run(stack, signal) {
    console.log(rotated(stack, await rotateExternalId(stack, signal)));
    return 0;
  },
});
