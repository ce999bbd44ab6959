import * as pulumi from "@pulumi/pulumi";
import { type Found, messageOf } from "../../model/findings/finding";

/**
 * Says what was found, in the order of the checks. The program waits for this before it returns: what is said after the
 * run has ended reaches nobody, and the SDK makes a trace of it.
 */
export async function sayAll(
  checks: readonly (readonly Found[] | Promise<readonly Found[]>)[],
): Promise<void> {
  for (const found of (await Promise.all(checks)).flat()) await pulumi.log.warn(messageOf(found));
}

/**
 * The same for what is found once an output is known. An output of the stack is given back, since the engine waits for
 * those: it is known when everything was said.
 */
export function sayBefore<T>(
  output: pulumi.Output<T>,
  check: pulumi.Input<readonly Found[]>,
): pulumi.Output<T> {
  return pulumi.all([output, check]).apply(async ([value, found]) => {
    await sayAll([found]);
    return value as T;
  });
}
