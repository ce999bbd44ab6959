import * as v from "valibot";
import type { LinkOperations } from "../../model/link/results";
import { linkOutputs } from "../../provider/link/properties";
import { typeOf } from "./digest";
import { type Digests, LINK } from "./resources";

/**
 * What the proof says of each operation, as the first run read it, else as the second did; undefined where the stack has no
 * link, or one of a version that did not remember it.
 */
export function operationsIn({ world, program }: Digests): LinkOperations | undefined {
  const ofLink = (one: { readonly urn: string }) => typeOf(one.urn) === LINK;
  const states = [
    ...world.steps.filter(ofLink).map(({ newState }) => newState),
    ...program.steps
      .filter(ofLink)
      .map(({ op, oldState, newState }) => (op === "refresh" ? newState : oldState)),
  ];
  const told = states.map((state) => v.safeParse(linkOutputs.entries.operations, state?.outputs?.operations));
  return told.find(({ success }) => success)?.output as LinkOperations | undefined;
}
