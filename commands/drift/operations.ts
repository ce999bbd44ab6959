import * as v from "valibot";
import type { LinkOperations } from "../../model/link/results";
import { linkOutputs } from "../../provider/link/properties";
import { typeOf } from "./digest";
import type { Looked } from "./looked";
import { LINK } from "./resources";

/**
 * What the proof of this check says of each operation; undefined where the stack has no link, or one of a version that did not
 * remember it.
 */
export function operationsIn(looked: readonly Looked[]): LinkOperations | undefined {
  const told = looked
    .filter(({ urn }) => typeOf(urn) === LINK)
    .map(({ read }) => v.safeParse(linkOutputs.entries.operations, read?.outputs?.operations));
  return told.find(({ success }) => success)?.output as LinkOperations | undefined;
}
