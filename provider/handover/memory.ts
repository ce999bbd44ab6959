import { demandedNames } from "../../model/access/trustPolicy";
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
  const { bucket, prefix = "", access, vendorRights, fullAccess, kmsKeyArn, sessionName } = inputs;
  return {
    serverRole: inputs.serverRoleArn,
    serverRoleId: inputs.serverRoleId,
    ...(inputs.bucketRoleArn !== undefined && { bucketRole: inputs.bucketRoleArn }),
    externalIds: [...(inputs.externalId ? [inputs.externalId] : []), ...(inputs.previousExternalIds ?? [])],
    ...(sessionName !== undefined && { sessionName }),
    ...(inputs.sessionNameRequired && { demandsSessionName: true }),
    ...(inputs.awaits !== undefined && { roleIsTheirs: true }),
    place: {
      ...{ bucket, prefix, access, vendorRights, fullAccess },
      ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    },
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

/** The outputs and the words that follow from what is wanted and what is still open. */
export function remembered(
  open: readonly FormerAllowance[],
  wanted: Allowance,
): Pick<
  HandoverState,
  "place" | "demandedSessionNames" | "former" | "stillAllowed" | (`former${string}` & keyof HandoverState)
> {
  const { externalIds, sessionNames, bucketRoles, serverRoles, places }: StillAllowed = stillAllowed(
    open,
    wanted,
  );
  const [, ...named] = wanted.externalIds;
  return {
    place: wanted.place as HandoverState["place"],
    demandedSessionNames: demandedBy(wanted) ?? [],
    former: open.length === 0 ? "" : JSON.stringify(open),
    stillAllowed: stillAllowedInWords(open, wanted),
    formerExternalIds: [...named, ...externalIds],
    formerSessionNames: sessionNames,
    formerBucketRoles: bucketRoles,
    formerServerRoles: serverRoles,
    formerPlaces: places.map((place) => ({ ...place, access: [...place.access] })),
  };
}

/** The names of which a session must bear one by what is wanted; undefined where any will do. */
function demandedBy({ sessionName, demandsSessionName }: Allowance): string[] | undefined {
  return demandsSessionName && sessionName !== undefined ? [sessionName] : undefined;
}

/** What the trust of a stack held: the form of `trustedBefore`. */
export interface Trusted {
  readonly externalIds: readonly string[];
  /** ARNs. */
  readonly serverRoles: readonly string[];
  /** ARNs of the bucket roles that had this trust. */
  readonly bucketRoles: readonly string[];
  /** The names of which a session had to bear one; left out where any would do. */
  readonly sessionNames?: readonly string[];
}

/** What the trust holds by this state, as JSON. */
export function trustedBy(state: HandoverState): string {
  const wanted = allowanceOf(state);
  const { externalIds, serverRole, bucketRole } = wanted;
  const sessionNames = demandedNames(demandedBy(wanted), state.formerSessionNames ?? []);
  const trusted: Trusted = {
    externalIds: [...new Set([...externalIds, ...(state.formerExternalIds ?? [])])],
    serverRoles: [serverRole, ...(state.formerServerRoles ?? []).map(({ arn }) => arn)],
    bucketRoles: [...(bucketRole === undefined ? [] : [bucketRole]), ...(state.formerBucketRoles ?? [])],
    ...(sessionNames && { sessionNames }),
  };
  return JSON.stringify(trusted);
}

/** The same, read back; nothing for an empty text. */
export function trustedIn(text: string): Trusted {
  return { externalIds: [], serverRoles: [], bucketRoles: [], ...(text === "" ? {} : JSON.parse(text)) };
}
