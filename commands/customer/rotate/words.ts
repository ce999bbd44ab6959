import { shellWord } from "../../../model/text/shellWord";

/** What a rotation leads to. */
export interface Rotation {
  /** Whether the stack is up: another ID is in use then. */
  readonly isUp: boolean;
  /** Id of the account whose owner makes the role, so that its trust is theirs to change; left out where the stack does. */
  readonly roleOf?: string;
}

/** What a person reads after a rotation, with the next steps. The ID is not in it. */
export function rotated(stack: string, { isUp, roleOf }: Rotation): string {
  const word = shellWord(stack);
  const up = `pulumi up --stack ${word}`;
  const first = `stack ${stack} has a new external ID: a UUID, stored encrypted in its settings and shown to nobody.`;
  if (!isUp) return `${first}\n\nThe stack was never up, so no other ID is in use. Next:\n  1. ${up}`;
  if (roleOf !== undefined)
    return [
      first,
      "",
      `Nothing has changed yet. The trust that must let it in is made by the owner of account ${roleOf}: until it does, an \`up\``,
      "fails and switches nothing, and transfers go on with the old ID. Next (docs/two-companies.md#rotation):",
      `  1. npm run customer -- invite ${word}   and hand that to the owner, who trusts both: the new one as aspera:externalId, the`,
      "     old one as aspera:previousExternalIds. From a kit, whose role trusts one, they make a second role:",
      "     docs/kit.md#write-it-again",
      `  2. ${up}   proves the new one, switches the docroot`,
      "  3. the owner takes the old one out",
    ].join("\n");
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
