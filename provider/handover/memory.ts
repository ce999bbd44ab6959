import type { Allowance } from "../../model/handover/allowance";
import {
  type FormerAllowance,
  type StillAllowed,
  stillAllowed,
  stillAllowedInWords,
} from "../../model/handover/stillAllowed";
import type { HandoverInputs, HandoverState } from "./properties";

/** What the wanted docroot needs. */
export function allowanceOf(inputs: HandoverInputs): Allowance {
  const { bucket, prefix = "", access, vendorRights, fullAccess } = inputs;
  return {
    serverRole: inputs.serverRoleArn,
    serverRoleId: inputs.serverRoleId,
    ...(inputs.bucketRoleArn !== undefined && { bucketRole: inputs.bucketRoleArn }),
    externalIds: [...(inputs.externalId ? [inputs.externalId] : []), ...(inputs.previousExternalIds ?? [])],
    place: { bucket, prefix, access, vendorRights, fullAccess },
  };
}

/** What the state remembers; a text of another form is never told, since it is secret. */
export function parseFormer(text: string | undefined): FormerAllowance[] {
  try {
    const former: unknown = JSON.parse(text || "[]");
    return Array.isArray(former) ? (former as FormerAllowance[]) : [];
  } catch {
    return [];
  }
}

/** The outputs and the words that follow from what is still open. */
export function remembered(
  open: readonly FormerAllowance[],
  wanted: Allowance,
): Pick<HandoverState, "former" | "stillAllowed" | (`former${string}` & keyof HandoverState)> {
  const { externalIds, bucketRoles, serverRoles, places }: StillAllowed = stillAllowed(open, wanted);
  return {
    former: open.length === 0 ? "" : JSON.stringify(open),
    stillAllowed: stillAllowedInWords(open, wanted),
    formerExternalIds: externalIds,
    formerBucketRoles: bucketRoles,
    formerServerRoles: serverRoles,
    formerPlaces: places.map((place) => ({ ...place, access: [...place.access] })),
  };
}

/** What the trust of a stack held: the form of `trustedBefore`. */
export interface Trusted {
  readonly externalIds: readonly string[];
  /** ARNs. */
  readonly serverRoles: readonly string[];
}

/** What the trust holds by this state, as JSON. */
export function trustedBy(state: HandoverState): string {
  const { externalIds, serverRole } = allowanceOf(state);
  const trusted: Trusted = {
    externalIds: [...externalIds, ...(state.formerExternalIds ?? [])],
    serverRoles: [serverRole, ...(state.formerServerRoles ?? []).map(({ arn }) => arn)],
  };
  return JSON.stringify(trusted);
}

/** The same, read back; nothing for an empty text. */
export function trustedIn(text: string): Trusted {
  return text === "" ? { externalIds: [], serverRoles: [] } : (JSON.parse(text) as Trusted);
}
