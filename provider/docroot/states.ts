import { randomBytes } from "node:crypto";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { fingerprint } from "../../model/docroot/fingerprint";
import { formatLeftBehind, leftBehindBy, namesOf, type PlacedDocroot, wantedBeforeBy } from "./move";
import type { Observation } from "./observation";
import {
  ALL_WELL,
  type CheckedInputs,
  type DecidedState,
  type DocrootInputs,
  type DocrootState,
  NOT_SWITCHED,
  type ObservedProperties,
} from "./properties";

/** What the resource remembers after a look, case by case. */

/** Everything was asked that can refuse; what is there stays. */
export function untouched(inputs: CheckedInputs, { answer }: Observation): DecidedState {
  const there = answer?.fingerprint ?? "none";
  return {
    ...inputs,
    ...NOTHING_LEFT,
    instance: answer?.instance ?? "",
    fingerprint: there,
    expect: there,
    nonce: "none",
  };
}

/** What `up` does not see to while the link waits is as it may be; what it never sees to is as it was seen. */
export function notYetOurs(
  { createTransferUserEntry }: DocrootInputs,
  { transferUserEntry }: ObservedProperties,
): Pick<ObservedProperties, "docroot" | "transferUserEntry"> {
  return {
    docroot: NOT_SWITCHED,
    transferUserEntry: createTransferUserEntry ? ALL_WELL.transferUserEntry : transferUserEntry,
  };
}

const NOTHING_LEFT = { leftBehind: formatLeftBehind([]), leaves: [] };

/** The docroot is to be set: over what was seen, by a Command that runs. */
export function toBeSwitched(inputs: CheckedInputs, seen: Observation, olds?: DocrootState): DecidedState {
  return {
    ...inputs,
    ...leftBehindAfter(olds, placed(inputs, seen)),
    instance: seen.answer?.instance ?? "",
    fingerprint: fingerprint(docrootTexts(inputs).uri),
    expect: seen.answer?.fingerprint ?? "none",
    nonce: freshNonce(),
  };
}

/** What is wanted, on the server that was seen. */
export function placed(inputs: CheckedInputs, { answer }: Observation): PlacedDocroot {
  return { ...inputs, instance: answer?.instance };
}

/** The same without a look: on the server where it was. */
export function stillThere({ instance }: DocrootState, news: CheckedInputs): PlacedDocroot {
  return { ...news, instance };
}

/** What is to be closed once `news` is in place, or when that is left; nothing in a first `up`. */
export function leftBehindAfter(
  olds: DocrootState | undefined,
  news: PlacedDocroot,
): Pick<DocrootState, "leftBehind" | "leaves" | "wantedBefore"> {
  const former = olds ? leftBehindBy(olds, news) : [];
  const before = olds ? wantedBeforeBy(olds, news) : [];
  return {
    leftBehind: formatLeftBehind(former),
    leaves: namesOf(former),
    ...(before.length > 0 && { wantedBefore: formatLeftBehind(before) }),
  };
}

/** Nothing is to be done: what the Command is told stays as it was. */
export function keptOf({ fingerprint, expect, nonce, instance = "" }: DocrootState) {
  return { fingerprint, expect, nonce, instance };
}

/** Another text each time: what makes the Command run. */
export function freshNonce(): string {
  return randomBytes(8).toString("hex");
}
