import type * as v from "valibot";
import type { Secret } from "./secret";

/** The same type, read-only at every depth. */
export type ReadonlyDeep<T> =
  T extends Secret<unknown>
    ? T
    : T extends object
      ? { readonly [Name in keyof T]: ReadonlyDeep<T[Name]> }
      : T;

/** The type of a setting: what its schema returns. */
export type Setting<Schema extends v.GenericSchema> = ReadonlyDeep<v.InferOutput<Schema>>;
