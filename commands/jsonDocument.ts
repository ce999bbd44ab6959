import * as v from "valibot";
import { LINK_OPERATIONS, RESULTS } from "../model/link/results";

/** Says what a field is, for the schema that is published (docs/schemas/) and the page that lists it. */
export function described<S extends v.GenericSchema>(schema: S, text: string) {
  return v.pipe(schema, v.description(text));
}

/** A field of plain text. */
export function text(what: string) {
  return described(v.string(), what);
}

/** The document of a `--json`: these fields and no other. */
export function jsonDocument<Fields extends v.ObjectEntries>(fields: Fields) {
  const version = described(v.literal(1), "fields are added within it, and none is renamed or taken away");
  return v.strictObject({ version, ...fields });
}

/** Whose it is to put right. */
export const owner = described(
  v.picklist(["operator", "server account", "bucket account", "either account"]),
  "whose it is to put right",
);

/** What each finding has, whatever document it is in. */
export const FINDING = {
  code: text("the finding's code, as docs/findings.md lists it"),
  owner,
  unseen: described(v.boolean(), "nothing was seen to be wrong: it could not be looked at"),
  text: text("what is wrong, a sentence"),
  hint: text("the next step; a line for each further one"),
};

const result = described(v.picklist(RESULTS), "how the operation stands (docs/proof.md)");

/** Each operation of a link with its result. */
export const linkOperations = v.strictObject(
  Object.fromEntries(LINK_OPERATIONS.map((name) => [name, result])) as Record<
    (typeof LINK_OPERATIONS)[number],
    typeof result
  >,
);

/** The same type as the compiler sees it without `readonly`, so that two ways of writing one compare as equal. */
export type Plain<T> = T extends readonly (infer One)[]
  ? Plain<One>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Plain<T[Name]> }
    : T;

/** `true` where a document's type and what its schema takes are one; else the compiler refuses the `true`. */
export type Same<One, Other> =
  (<T>() => T extends Plain<One> ? 1 : 2) extends <T>() => T extends Plain<Other> ? 1 : 2 ? true : false;
