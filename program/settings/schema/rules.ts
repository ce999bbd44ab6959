import * as v from "valibot";
import { unwrapped } from "../../../model/schema/property";
import type { Secret } from "./secret";

/**
 * The building blocks of our schemas, on top of valibot. A schema's description says what is expected and an issue's
 * message is the hint, so every fault can state both.
 */

/** Why a check refuses a value: the hint alone, or with its own words for what was expected and found. */
export type Complaint = string | { readonly hint: string; readonly expected?: string; readonly got?: string };

/** Examines a value of the right type; undefined when it is fine. */
export type Check<T> = (value: T) => Complaint | undefined;

/** A valibot action that refuses whatever `check` complains about. */
export function must<T>(check: Check<T>): v.RawCheckAction<T> {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const complaint = check(dataset.value);
    if (complaint === undefined) return;
    const { hint, expected, got } = typeof complaint === "string" ? { hint: complaint } : complaint;
    addIssue({ message: hint, expected: expected ?? "", received: got ?? "" });
  });
}

/** Runs checks in order and returns the first complaint. */
export function firstOf<T>(...checks: Check<T>[]): Check<T> {
  return (value) => {
    for (const check of checks) {
      const complaint = check(value);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  };
}

/** Refuses text that does not match `pattern`. */
export function like(pattern: RegExp, hint: Complaint): Check<string> {
  return (value) => (pattern.test(value) ? undefined : hint);
}

/** Refuses text that matches `pattern` anywhere. */
export function unlike(pattern: RegExp, hint: Complaint): Check<string> {
  return (value) => (pattern.test(value) ? hint : undefined);
}

/** Refuses text longer than `limit` characters. */
export function atMost(limit: number): Check<string> {
  return (value) => (value.length > limit ? `this one has ${value.length} characters` : undefined);
}

/** Text. Numbers are refused: YAML has already dropped their leading zeros. */
export function text(expected: string, check: Check<string>) {
  return v.pipe(
    v.string(({ input }) => (typeof input === "number" ? "put it in quotes" : "give text")),
    must(check),
    v.description(expected),
  );
}

/** Text that must be stored encrypted and appears in no message. The key's schema wraps it in a {@link Secret}. */
export function secretText(expected: string, check: Check<string>) {
  return v.pipe(text(expected, check), v.metadata({ secret: true }));
}

/** Whole number from `least` to `most`. */
export function integer(least: number, most: number, unit = "") {
  const range = `a whole number from ${least} to ${most}${unit && ` (${unit})`}`;
  return v.pipe(
    v.number(({ input }) =>
      typeof input === "string" ? "write the number without quotes" : "give a number",
    ),
    must<number>((value) =>
      Number.isInteger(value) && value >= least && value <= most ? undefined : `give ${range}`,
    ),
    v.description(range),
  );
}

/** `true` or `false`. */
export function flag() {
  return v.pipe(
    v.boolean(({ input }) =>
      typeof input === "string" ? "write true or false without quotes" : "give true or false",
    ),
    v.description("true or false"),
  );
}

/** One word out of a few. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return v.pipe(v.picklist(words, `choose one of ${words.join(", ")}`), v.description(words.join(" | ")));
}

/** What a schema expects, in words. */
export function expectationOf(schema: v.GenericSchema): string {
  return v.getDescription(unwrapped(schema)) ?? "a value";
}

/** The schema of a list's items or of a record's values; undefined for anything else. */
export function itemsOf(schema: v.GenericSchema): v.GenericSchema | undefined {
  const inner = unwrapped(schema) as { readonly item?: v.GenericSchema; readonly value?: v.GenericSchema };
  return inner.item ?? inner.value;
}
