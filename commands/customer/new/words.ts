import { messageOf } from "../../../model/findings/finding";
import { placeOf } from "../../../model/ssh/connection";
import { listFit } from "../../../model/text/listFit";
import { shellWord } from "../../../model/text/shellWord";
import { settingsFile } from "../newStack";
import { notComparedLines } from "../otherStacks";
import { restartMeans, waitLine } from "../restartWords";
import type { NewCustomer } from "./prepare";

/** What the settings file of a new customer begins with. */
export function opening(stack: string): string[] {
  return [
    `Customer ${stack}, made by \`npm run customer -- new\`. docs/settings.md has every key, its form and what it refuses.`,
  ];
}

/** What a person reads after a customer was made, with the next steps. The external ID is not in it. */
export function made(
  { stack, settings, draft, invitation, notYet, notCompared, besides }: NewCustomer,
  out: string,
): string {
  const word = shellWord(stack);
  const account = settings.customer?.bucketAccount.id;
  const up = `pulumi up --stack ${word}`;
  const invite = `npm run customer -- invite ${word}`;
  const steps = [
    ...(hasHostKey(draft) ? [] : [`npm run host-key -- --stack ${word}`]),
    `npm run preflight -- --stack ${word}`,
    ...(settings.side === "both"
      ? [up]
      : [
          `${up}   succeeds, and waits for the customer`,
          ...(invitation ? [] : [invite]),
          `hand ${invitation ? out : "the invitation"} to the owner of account ${account}, so that nobody else reads it; they run\n` +
            "     npm run customer -- accept FILE; where they have no Pulumi, a kit in its place:\n" +
            `     npm run kit -- --stack ${word} --out ${shellWord(`${stack}-kit`)}`,
          `${up}   once they have acted: proves the link, switches the docroot`,
        ]),
  ];
  return [
    ...settings.warnings.map((warning) => `warning: ${messageOf(warning)}`),
    ...notComparedLines(notCompared),
    `made: stack ${stack} and ${settingsFile(stack)}; its external ID is a UUID, stored encrypted there and shown to nobody`,
    ...(invitation ? [`written: ${out}; the external ID is in it, so delete it once it is handed over`] : []),
    ...(notYet ? [`no invitation yet: ${messageOf(notYet)}`] : []),
    "",
    "next:",
    ...steps.map((step, at) => `  ${at + 1}. ${step}`),
    "",
    ...restartLines(stack, settings, besides),
    `Commit ${settingsFile(stack)}.`,
  ].join("\n");
}

/** Where this customer's docroot is switched, others are restarted with it. */
function restartLines(
  stack: string,
  { customer }: NewCustomer["settings"],
  besides: readonly string[],
): string[] {
  if (customer?.restart.mode !== "restart" || besides.length === 0) return [];
  const { host = "", port } = customer.server;
  return [
    `also on this server: ${listFit(besides, ", ")}; ${restartMeans(placeOf({ host, port }))}. To wait until no transfer runs, before \`up\`:`,
    `  ${waitLine(stack)}`,
    "",
  ];
}

function hasHostKey({ server }: NewCustomer["draft"]): boolean {
  const { hostKey, knownHostsFile } = server as Readonly<Record<string, unknown>>;
  return hostKey !== undefined || knownHostsFile !== undefined;
}
