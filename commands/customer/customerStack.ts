import { type Finding, FindingError, found } from "../../model/findings/finding";
import { noSuchStack } from "../../program/findings/customer/noSuchStack";
import { formatFaults, type Settings } from "../../program/settings";
import { stackOutputs } from "../pulumi/outputs";
import { stackSettings } from "../pulumi/stackSettings";

/** A stack as its settings mean it, and as its last `up` left it. */
export interface CustomerStack {
  readonly settings: Settings;
  /** Full keys and their text, secrets among them: never to be shown. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Reads the settings of a stack that exists.
 * @param prepare sees what is written before it is read; what it throws is told in place of other faults.
 * @throws FindingError when there is no such stack; an error that lists the faults of its settings.
 */
export async function customerSettings(
  stack: string,
  signal: AbortSignal,
  prepare: (values: Record<string, unknown>) => Record<string, unknown>,
): Promise<Omit<CustomerStack, "outputs">> {
  let values: Record<string, unknown> = {};
  const { settings, faults } = await stackSettings(stack, {
    signal,
    unknown: found(noSuchStack, { stack }),
    prepare(read) {
      values = read;
      return prepare(read);
    },
  });
  if (!settings) throw new Error(formatFaults(stack, faults));
  return { settings, values };
}

/**
 * Reads a stack that exists.
 * @param refuse looks at `aspera:side` before anything else: what it throws is told in place of other faults.
 * @throws FindingError when there is no such stack; an error that lists the faults of its settings.
 */
export async function customerStack(
  stack: string,
  signal: AbortSignal,
  refuse: (side: string) => void = () => {},
): Promise<CustomerStack> {
  const read = await customerSettings(stack, signal, (values) => {
    refuse(String(values["aspera:side"] ?? "both"));
    return values;
  });
  return { ...read, outputs: await stackOutputs(stack, signal) };
}

/** Ends a verb with a finding. */
export function refuseWith<Facts>(kind: Finding<Facts>, facts: Facts): never {
  throw new FindingError(found(kind, facts));
}
