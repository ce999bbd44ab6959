import type { Invitation } from "../../../model/invitation/invitation";
import { invitationOf } from "../../../model/invitation/invitationOf";
import { awsAccount } from "../../../program/aws/account";
import { findServerRole } from "../../../program/checks/findServerRole";
import { faultList } from "../../../program/settings";
import { withAnyHostKeyIfNone } from "../../hostKey/anyHostKey";
import { customerOfKit, kitFactsOf } from "../../kit/facts";
import { allStacks } from "../../pulumi/stacks";
import { clashes } from "../clashes";
import { customerSettings } from "../customerStack";
import { placeFaults } from "../invitationFile";
import { isNamed } from "../newStack";
import { type OtherStack, otherStacks } from "../otherStacks";

/** An invitation from a stack that exists. */
export interface Invited {
  readonly invitation: Invitation;
  /** Stacks whose external IDs could not be read, so that one in use twice is not seen. */
  readonly notCompared: readonly OtherStack[];
}

/**
 * Makes the invitation of a stack, as its settings are now. Two customers with one external ID, one user or one role are
 * refused: settings are copied, and the external ID with them.
 * @param out where it is to be written, which is looked at too.
 * @throws a finding, or an error that lists every fault.
 */
export async function inviteOf(
  stack: string,
  out: string,
  signal: AbortSignal,
  look = findServerRole,
): Promise<Invited> {
  const { settings, values } = await customerSettings(stack, signal, (written) => {
    if (written["aspera:side"] === "bucket")
      throw new Error(
        `expected a stack with the server's side, got ${stack}, which is the bucket's side alone\n` +
          "hint: the operator of the server invites; here an invitation is accepted",
      );
    return withAnyHostKeyIfNone(written);
  });
  const { bucketAccount, bucketRole, externalId } = customerOfKit(settings);
  const names = (await allStacks(signal)).filter((name) => !isNamed(name, stack));
  const [others, serverRole] = await Promise.all([
    otherStacks(names, { secrets: true, signal }),
    look(settings.serverRole.name, awsAccount("serverAccount", settings.serverAccount)),
  ]);
  const refused = [
    ...clashes(stack, values, others),
    ...placeFaults(out, { bucketAccount: bucketAccount.id, bucketRole }),
  ];
  if (refused.length > 0) throw new Error(faultList(`the invitation of stack "${stack}"`, refused));
  return {
    invitation: invitationOf(kitFactsOf(settings, serverRole), externalId.reveal()),
    notCompared: others.filter(({ unread }) => unread !== undefined),
  };
}
