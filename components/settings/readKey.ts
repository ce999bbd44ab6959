import * as v from "valibot";
import type { Fault } from "./faults";
import { exampleOf, KEYS, type Key, type KeyName, NAMESPACE } from "./keys";
import { entriesOf, expectationOf, itemsOf } from "./rules";
import { unknownKeysWithin } from "./unknownKeys";
import type { Veil } from "./veil";

/** What reading one key gives: its value when it is of the right shape, and faults. */
export interface Reading {
  readonly value?: unknown;
  readonly faults: Fault[];
}

/**
 * Reads one key from the text that Pulumi hands over.
 * @param secret true when no value in it may be shown.
 */
export function readKey(name: KeyName, raw: unknown, secret: boolean, veil: Veil): Reading {
  const key: Key = KEYS[name];
  const path = `${NAMESPACE}:${name}`;
  const show = (value: unknown): string => (secret ? hidden(value) : veil.quote(value));
  const parsed = parse(key, raw);
  if (parsed === undefined) {
    const expected = expectationOf(key.schema) ?? "a value";
    return { faults: [{ key: path, expected, got: show(raw), hint: exampleOf(name) }] };
  }
  const result = v.safeParse(key.schema, parsed.value);
  const faults = [
    ...unknownKeysWithin(key.schema, parsed.value, path, veil),
    ...(result.issues ?? []).map((issue) => faultOf(issue, name, show, veil)),
  ];
  return result.success ? { value: result.output, faults } : { faults };
}

/** The value in its own type; undefined when the text is not of the key's form. */
function parse({ form, shorthand }: Key, raw: unknown): { readonly value: unknown } | undefined {
  if (typeof raw !== "string") return undefined;
  if (form === "text") return { value: raw };
  if (shorthand !== undefined && !raw.trimStart().startsWith("{")) return { value: { [shorthand]: raw } };
  try {
    const value: unknown = JSON.parse(raw);
    // No key is a list at the top, and valibot takes lists for objects.
    return Array.isArray(value) ? undefined : { value };
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    return undefined;
  }
}

/** A valibot issue in our four words: rules.ts says where each of them stands. */
function faultOf(
  issue: v.BaseIssue<unknown>,
  name: KeyName,
  show: (value: unknown) => string,
  veil: Veil,
): Fault {
  const inner = (issue.path ?? []).map((step) => String(step.key));
  const schema = inner.reduce<v.GenericSchema | undefined>(
    (outer, step) => outer && (entriesOf(outer)?.[step] ?? itemsOf(outer)),
    KEYS[name].schema,
  );
  const complaint = issue.kind === "validation" ? issue : { expected: "", received: "" };
  const shapeless = issue.kind === "schema" && (issue.input === undefined || (schema && entriesOf(schema)));
  // An external ID has no business in a message, wherever it stands.
  const shown = inner.includes("externalId") ? hidden(issue.input) : show(issue.input);
  return {
    key: veil.cover([`${NAMESPACE}:${name}`, ...inner].join(".")),
    expected: complaint.expected || (schema && expectationOf(schema)) || "a value",
    got: complaint.received || shown,
    hint: shapeless ? exampleOf(name) : veil.cover(issue.message),
  };
}

function hidden(value: unknown): string {
  return value === undefined ? "nothing" : "[secret]";
}
