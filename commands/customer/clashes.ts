import { shellWord } from "../../model/text/shellWord";
import type { Fault } from "../../program/settings";
import { customersOwn, inCommon } from "./customersOwn";
import { EXTERNAL_ID } from "./draft";
import type { OtherStack } from "./otherStacks";

/**
 * What another stack uses already: the transfer user of the same server, the bucket role of the same account, the external
 * ID. A docroot in common is no refusal: one customer may have two users.
 * @param values full keys and their text.
 */
export function clashes(
  stack: string,
  values: Readonly<Record<string, unknown>>,
  others: readonly OtherStack[],
): Fault[] {
  const own = customersOwn(values);
  return others.flatMap(({ stack: other, values: theirs }) => {
    const ended = `remove stack ${other} if its customer has ended: \`pulumi stack rm ${shellWord(other)}\``;
    const faults = {
      "transfer user": {
        key: "aspera:transferUser",
        expected: `a user that no other stack has on ${String(own.server.host)}`,
        got: `"${own.transferUser}", the user of stack ${other}`,
        hint: `give each customer a user of its own, or ${ended}`,
      },
      "bucket role": {
        key: "aspera:bucketRole.name",
        expected: `a role that no other stack has in account ${String(own.bucketAccount.id)}`,
        got: `"${String(own.bucketRole.name)}", the role of stack ${other}`,
        hint: `take another name, or ${ended}`,
      },
      "external ID": {
        key: EXTERNAL_ID,
        expected: "an external ID that no other stack has",
        got: `that of stack ${other}`,
        hint: `npm run customer -- rotate ${shellWord(stack)} mints one of its own; two customers with one ID are not told apart`,
      },
    };
    return inCommon(own, customersOwn(theirs)).flatMap((what) => (what === "docroot" ? [] : [faults[what]]));
  });
}
