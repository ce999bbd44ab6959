import { readFileSync } from "node:fs";
import type { Invitation } from "../../../model/invitation/invitation";
import { type InvitationFault, readInvitation } from "../../../model/invitation/readInvitation";
import { type BucketSide, type Fault, faultList, type Settings } from "../../../program/settings";
import { type Draft, parseDraft } from "../draft";
import { nameFaults } from "../newStack";
import { type Compared, compareAccount } from "./compareAccount";
import { type Acceptance, bucketSideDraft } from "./draftOf";

/** An invitation whose stack can be made. */
export interface Accepted extends Omit<Compared, "faults"> {
  readonly stack: string;
  readonly invitation: Invitation;
  readonly draft: Draft;
  readonly side: BucketSide;
  readonly warnings: Settings["warnings"];
}

/** Reads an invitation. @throws an error that lists every fault of its form. */
export function invitationIn(file: string): Invitation {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code = "no answer" } = error as NodeJS.ErrnoException;
    throw new Error(
      `expected an invitation, got ${code} for ${file}\nhint: name the file that the operator sent`,
    );
  }
  const { invitation, faults } = readInvitation(text);
  if (!invitation) throw new Error(faultList(`the invitation ${file}`, faults.map(inWhole)));
  return invitation;
}

/**
 * Looks at everything that could refuse, before anything is made: the settings that the invitation comes to, names, the
 * account.
 * @param names every stack of the backend.
 * @throws an error that lists every fault.
 */
export async function prepareAcceptance(
  invitation: Invitation,
  acceptance: Acceptance,
  names: readonly string[],
  compare = compareAccount,
): Promise<Accepted> {
  const { stack } = acceptance;
  const draft = bucketSideDraft(invitation, acceptance);
  const { settings, faults } = parseDraft(stack, draft, invitation.externalId);
  const side = settings?.bucketSide;
  const compared = side && (await compare(invitation, side));
  const all: Fault[] = [...nameFaults(stack, names), ...faults, ...(compared?.faults ?? [])];
  if (!settings || !side || all.length > 0) throw new Error(faultList(`the new stack "${stack}"`, all));
  const { identity, open } = compared ?? {};
  return { stack, invitation, draft, side, warnings: settings.warnings, identity, open };
}

function inWhole({ member, ...fault }: InvitationFault): Fault {
  return { key: member === "" ? "the file" : member, ...fault };
}
