import { shellWord } from "../../../model/text/shellWord";

/** What a rotation leads to. */
export interface Rotation {
  /** Whether the stack is up: another ID is in use then. */
  readonly isUp: boolean;
  /** Whether another company makes the role, whose trust must hold the new ID first. */
  readonly isOneSide: boolean;
}

/** What a person reads after a rotation, with the next steps. The ID is not in it. */
export function rotated(stack: string, { isUp, isOneSide }: Rotation): string {
  const word = shellWord(stack);
  const up = `pulumi up --stack ${word}`;
  const first = `stack ${stack} has a new external ID: a UUID, stored encrypted in its settings and shown to nobody.`;
  if (isUp && isOneSide)
    return [
      first,
      "",
      "Nothing has changed yet, and transfers go on. The customer's trust must hold the new ID beside the old one before the server",
      "presents it (docs/two-companies.md#rotation). Next:",
      `  1. npm run customer -- invite ${word}   and hand that to the owner of the bucket, who trusts both`,
      `  2. ${up}   proves the new ID, switches the docroot; then they take the old one away`,
    ].join("\n");
  if (!isUp) return `${first}\n\nThe stack was never up, so no other ID is in use. Next:\n  1. ${up}`;
  return [
    first,
    "",
    "Nothing has changed yet, and transfers go on all the while. Next:",
    `  1. ${up}   allows the old ID and the new one, proves the new one, switches the docroot`,
    `  2. ${up}   takes the old one away`,
    "",
    `Between the two, \`pulumi stack output stillAllowed --stack ${word}\` names what is still open. Then commit the stack's`,
    "settings file: whoever brings the stack up with the one of before would ask for the old ID again.",
  ].join("\n");
}
