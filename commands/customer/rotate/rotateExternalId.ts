import { mintedElsewhere } from "../../../program/findings/customer/mintedElsewhere";
import { noExternalId } from "../../../program/findings/customer/noExternalId";
import { rotationUnderWay } from "../../../program/findings/customer/rotationUnderWay";
import { type CustomerStack, customerStack, refuseWith } from "../customerStack";
import { EXTERNAL_ID } from "../draft";
import { mintExternalId, storeExternalId } from "../mint";
import type { Rotation } from "./words";

/**
 * Mints an external ID and makes it the stack's. It is in this process alone until it is encrypted: never in arguments,
 * never printed. The old one is kept nowhere: the plugin's state remembers the one that the docroot uses.
 * @throws FindingError when there is nothing to rotate, or when a rotation is under way.
 */
export async function rotateExternalId(stack: string, signal: AbortSignal): Promise<Rotation> {
  const before = await customerStack(stack, signal, (side) => {
    if (side === "bucket") refuseWith(mintedElsewhere, { stack });
  });
  const { values, outputs } = before;
  if (values[EXTERNAL_ID] === undefined)
    refuseWith(noExternalId, { stack, hasCustomer: values["aspera:bucket"] !== undefined });
  if (isUnderWay(outputs)) refuseWith(rotationUnderWay, { stack });

  const minted = mintExternalId();
  await storeExternalId(stack, minted, signal);
  const { values: now } = await customerStack(stack, signal);
  if (now[EXTERNAL_ID] !== minted)
    throw new Error(
      "expected the stack to have the new external ID, got another one back\n" +
        "hint: see whether aspera:externalId comes from somewhere else, such as an environment of Pulumi ESC",
    );
  return rotationOf(before);
}

/** What a new external ID leads to in such a stack. */
export function rotationOf({ settings, outputs }: CustomerStack): Rotation {
  const { side, customer } = settings;
  return {
    isUp: Object.keys(outputs).length > 0,
    ...(side === "server" && customer && { roleOf: customer.bucketAccount.id }),
  };
}

/**
 * Whether the last change still allows what it allowed before: the output `stillAllowed` lists it. A list that is secret
 * as a whole counts as one that is not empty.
 */
export function isUnderWay({ stillAllowed = [] }: Readonly<Record<string, unknown>>): boolean {
  return !Array.isArray(stillAllowed) || stillAllowed.length > 0;
}
