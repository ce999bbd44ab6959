import type { Found } from "../../../model/findings/finding";
import type { Invitation } from "../../../model/invitation/invitation";
import { invitationOf } from "../../../model/invitation/invitationOf";
import { type Fault, faultList, type Settings } from "../../../program/settings";
import { kitFactsOf } from "../../kit/facts";
import { clashes } from "../clashes";
import { customersOwn, isOtherEnd, sameServer } from "../customersOwn";
import { type Draft, draftValues, EXTERNAL_ID } from "../draft";
import { placeFaults } from "../invitationFile";
import { isNamed, nameFaults } from "../newStack";
import { type OtherStack, otherStacks } from "../otherStacks";
import { draftOf, type Given } from "./draftOf";
import { readDraft, withOption } from "./readDraft";
import { seeAccounts } from "./seeAccounts";

/** A customer of whom nothing is made yet, and nothing stands in the way. */
export interface NewCustomer {
  readonly stack: string;
  readonly draft: Draft;
  readonly settings: Settings;
  /** Minted, in clear. */
  readonly externalId: string;
  /** For whom another company's side is made; with `side: both` nobody is invited. */
  readonly invitation?: Invitation;
  /** Why there is none yet, where there is to be one. */
  readonly notYet?: Found;
  /** Stacks that could not be read, so that a clash with them is not seen. */
  readonly notCompared: readonly OtherStack[];
  /** Stacks of other customers on the same server: a restart there reaches their transfers. */
  readonly besides: readonly string[];
}

/** What a new customer is prepared with. */
export interface Preparation {
  /** Every stack of the backend. */
  readonly names: readonly string[];
  /** Minted for this customer. */
  readonly externalId: string;
  /** File of the invitation. */
  readonly out: string;
  /** What is wrong already. */
  readonly faults: readonly Fault[];
  readonly signal: AbortSignal;
}

/**
 * Looks at everything that could refuse, before anything is made: names, settings, other stacks, accounts.
 * @throws an error that lists every fault.
 */
export async function prepareNew(
  given: Given,
  preparation: Preparation,
  see = seeAccounts,
): Promise<NewCustomer> {
  const { stack, side } = given;
  const { names, externalId, out, signal } = preparation;
  const draft = draftOf(given);
  const { settings, faults } = readDraft(stack, draft, externalId);
  const [others, seen] = await Promise.all([
    // A minted ID is nobody else's, so no other stack's secrets are decrypted for it.
    otherStacks(
      names.filter((name) => !isNamed(name, stack)),
      { secrets: false, signal },
    ),
    settings && see(settings),
  ]);
  const invites = side !== "both";
  const all = [
    ...preparation.faults,
    ...nameFaults(stack, names),
    ...faults,
    ...clashes(stack, { ...draftValues(draft), [EXTERNAL_ID]: externalId }, others).map(withOption),
    ...(seen?.faults ?? []),
    ...(invites ? placeFaults(out) : []),
  ];
  if (!settings || all.length > 0) throw new Error(faultList(`the new stack "${stack}"`, all));
  const notCompared = others.filter(({ unread }) => unread !== undefined);
  const { serverRole, unseen } = seen ?? {};
  return {
    stack,
    draft,
    settings,
    externalId,
    notCompared,
    besides: besides(draft, others),
    ...(invites && serverRole && { invitation: invitationOf(kitFactsOf(settings, serverRole), externalId) }),
    ...(invites && unseen && { notYet: unseen }),
  };
}

/** Stacks that have a customer on the server of a draft. */
function besides(draft: Draft, others: readonly OtherStack[]): string[] {
  const own = customersOwn(draftValues(draft));
  return others
    .filter(({ values }) => {
      const their = customersOwn(values);
      return !isOtherEnd(their) && their.transferUser !== undefined && sameServer(own, their);
    })
    .map(({ stack }) => stack);
}
