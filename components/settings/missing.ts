import { MINT } from "./externalId";
import { exampleOf, KEYS, type KeyName } from "./keys";
import type { Refuse } from "./refuse";
import { expectationOf } from "./rules";

/** Refuses each of the named keys that is not there, with what it looks like. */
export function refuseMissing(
  names: readonly KeyName[],
  present: ReadonlySet<KeyName>,
  refuse: Refuse,
): void {
  for (const name of names) {
    if (present.has(name)) continue;
    refuse(name, {
      expected: expectationOf(KEYS[name].schema) ?? "a value",
      got: "nothing",
      hint: name === "externalId" ? `mint one and store it: \`${MINT}\`` : exampleOf(name),
    });
  }
}
