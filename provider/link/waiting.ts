import { type Found, found } from "../../model/findings/finding";
import { assumeRefused } from "../../model/findings/link/assumeRefused";
import { waiting } from "../../model/findings/link/waiting";
import { LINK_STANDS } from "../../model/link/facts";
import { linkVerdict } from "../../model/link/verdict";
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

/** What must be seen of a link: that it stands; of one that was seen to wait, and has never stood, that it waits. */
export function wantedOf(inputs: Properties, olds?: Properties): Properties {
  const waits = inputs.awaits !== undefined && olds?.finding === waiting.code;
  if (!waits) return { ...LINK_STANDS };
  const { bucketRoleArn } = inputs.bucketRoleArn === UNKNOWN ? olds : inputs;
  return { ...linkVerdict(waitingFor({ ...inputs, bucketRoleArn } as Partial<LinkInputs>)) };
}

/** As far as a preview can tell whether the link will have stood: as of the last look. */
export function plannedStood(inputs: Properties, saved: Saved | undefined): unknown {
  if (!saved) return UNKNOWN;
  if (inputs.finding === waiting.code) return false;
  const { stood, finding } = saved.outputs;
  return stood !== false || finding === LINK_STANDS.finding ? true : UNKNOWN;
}
