import * as v from "valibot";

/**
 * The few words our schemas are written in, on top of valibot: what is expected is the schema's description, the hint is
 * the message, so that every fault can say both.
 */

/** What a check says of a value it refuses: the hint alone, or with words for what was expected and found. */
export type Complaint = string | { readonly hint: string; readonly expected?: string; readonly got?: string };

/** Looks at a value of the right type. */
export type Check<T> = (value: T) => Complaint | undefined;

/** A valibot action that refuses what `check` complains of. */
export function must<T>(check: Check<T>): v.RawCheckAction<T> {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const complaint = check(dataset.value);
    if (complaint === undefined) return;
    const { hint, expected, got } = typeof complaint === "string" ? { hint: complaint } : complaint;
    addIssue({ message: hint, expected: expected ?? "", received: got ?? "" });
  });
}

/** The first complaint of several checks. */
export function firstOf<T>(...checks: Check<T>[]): Check<T> {
  return (value) => {
    for (const check of checks) {
      const complaint = check(value);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  };
}

/** Refuses text that `pattern` does not match as a whole. */
export function like(pattern: RegExp, hint: Complaint): Check<string> {
  return (value) => (pattern.test(value) ? undefined : hint);
}

/** Refuses text that `pattern` matches anywhere. */
export function unlike(pattern: RegExp, hint: Complaint): Check<string> {
  return (value) => (pattern.test(value) ? hint : undefined);
}

/** Text. A number is not taken for it: YAML has eaten leading zeros by then. */
export function text(expected: string, check: Check<string>) {
  return v.pipe(
    v.string(({ input }) => (typeof input === "number" ? "put it in quotes" : "give text")),
    must(check),
    v.description(expected),
  );
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

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return v.pipe(v.picklist(words, `choose one of ${words.join(", ")}`), v.description(words.join(" | ")));
}

/** Where a schema may be wrapped by `optional`, the schema inside. */
function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  return "wrapped" in schema ? unwrapped((schema as { wrapped: v.GenericSchema }).wrapped) : schema;
}

/** The keys of an object's schema with theirs; undefined for anything else. */
export function entriesOf(schema: v.GenericSchema): Record<string, v.GenericSchema> | undefined {
  const inner = unwrapped(schema);
  return "entries" in inner ? (inner.entries as Record<string, v.GenericSchema>) : undefined;
}

/** What a schema expects, in words. */
export function expectationOf(schema: v.GenericSchema): string | undefined {
  return v.getDescription(unwrapped(schema));
}

/** The schema of a list's items or of a record's values. */
export function itemsOf(schema: v.GenericSchema): v.GenericSchema | undefined {
  const inner = unwrapped(schema) as { readonly item?: v.GenericSchema; readonly value?: v.GenericSchema };
  return inner.item ?? inner.value;
}
