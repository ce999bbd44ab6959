import { type Found, found } from "../../model/findings/finding";
import { assumeRefused } from "../../model/findings/link/assumeRefused";
import { waiting } from "../../model/findings/link/waiting";
import { LINK_STANDS } from "../../model/link/facts";
import type { Saved } from "../protocol/handler";
import { type Properties, UNKNOWN } from "../protocol/wire";
import type { LinkInputs, LinkState } from "./properties";

/** Whether a link has never stood, and somebody is waited for. */
export function isWaiting({ awaits, stood }: Pick<LinkState, "awaits" | "stood">): boolean {
  return awaits !== undefined && stood === false;
}

/** Whom a link waits for, and for what. */
export function waitingFor({ awaits = "", bucketRoleArn = "" }: Partial<LinkInputs>): Found {
  return found(waiting, { account: awaits, bucketRoleArn });
}

/**
 * The same, where what a proof found is what the other account's owner has still to do; undefined for anything else, such
 * as a refusal by the server account's own policies.
 */
export function awaitedIn(wrong: Found | undefined, inputs: LinkInputs): Found | undefined {
  const theirs = wrong?.code === assumeRefused.code && wrong.owner !== "server account";
  return theirs && inputs.required && inputs.awaits !== undefined ? waitingFor(inputs) : undefined;
}

/**
 * What a refresh shows of a link, to be compared with what is wanted. One that waits is as it should be: its outputs say that it
 * waits, and nothing differs.
 */
export function shownOf({ stood: _, ...seen }: LinkState): Properties {
  return { ...seen, ...(seen.finding === waiting.code && LINK_STANDS) };
}

/** As far as a preview can tell whether the link will have stood: as of the last look. */
export function plannedStood(inputs: Properties, saved: Saved | undefined): unknown {
  if (!saved) return UNKNOWN;
  const { stood, finding } = saved.outputs;
  if (inputs.awaits !== undefined && finding === waiting.code) return false;
  return stood !== false || finding === LINK_STANDS.finding ? true : UNKNOWN;
}
