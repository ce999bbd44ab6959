import * as v from "valibot";
import { membersOf } from "../../../model/schema/property";
import { exampleOf, KEYS, type Key, type KeyName, NAMESPACE } from "../schema/keys";
import { expectationOf, itemsOf } from "../schema/rules";
import type { Fault } from "./faults";
import { hidden, type Redactor } from "./redactor";
import { isSecretName, mentionsSecret } from "./secrets";
import { unknownKeysWithin } from "./unknownKeys";

/** What reading a key returns: its value if it is valid, and faults. */
export interface Reading {
  readonly value?: unknown;
  readonly faults: Fault[];
}

/**
 * Reads one key from the text that Pulumi hands over.
 * @param encrypted true when the stack encrypts the key, so that nothing in it may be shown.
 */
export function readKey(name: KeyName, raw: unknown, encrypted: boolean, redactor: Redactor): Reading {
  const key: Key = KEYS[name];
  const path = `${NAMESPACE}:${name}`;
  const show = encrypted || isSecretName(name) ? hidden : (value: unknown) => redactor.quote(value);
  const parsed = parse(key, raw);
  if (parsed === undefined) {
    const got = mentionsSecret(raw) ? hidden(raw) : show(raw);
    return { faults: [{ key: path, expected: expectationOf(key.schema), got, hint: exampleOf(name) }] };
  }
  const result = v.safeParse(key.schema, parsed.value);
  const faults = [
    ...unknownKeysWithin(key.schema, parsed.value, path, redactor),
    ...(result.issues ?? []).map((issue) => faultOf(issue, name, show, redactor)),
  ];
  return result.success ? { value: result.output, faults } : { faults };
}

/** The value in its own type; undefined when the text does not have the key's form. */
function parse({ form, shorthand }: Key, raw: unknown): { readonly value: unknown } | undefined {
  if (typeof raw !== "string") return undefined;
  if (form === "text") return { value: raw };
  if (shorthand !== undefined && !raw.trimStart().startsWith("{")) return { value: { [shorthand]: raw } };
  try {
    const value: unknown = JSON.parse(raw);
    // No key is a list at the top, and valibot accepts lists as objects.
    return Array.isArray(value) ? undefined : { value };
  } catch {
    // Do not use the parser's message: it quotes the text, which may be a secret.
    return undefined;
  }
}

/** A valibot issue as a fault; schema/rules.ts says which part of an issue holds what. */
function faultOf(
  issue: v.BaseIssue<unknown>,
  name: KeyName,
  show: (value: unknown) => string,
  redactor: Redactor,
): Fault {
  const path = (issue.path ?? []).map((step) => String(step.key));
  const schema = path.reduce<v.GenericSchema | undefined>(
    (outer, step) => outer && (membersOf(outer)?.[step] ?? itemsOf(outer)),
    KEYS[name].schema,
  );
  const complaint = issue.kind === "validation" ? issue : { expected: "", received: "" };
  const shapeless = issue.kind === "schema" && (issue.input === undefined || (schema && membersOf(schema)));
  const shown = path.some(isSecretName) ? hidden(issue.input) : show(issue.input);
  return {
    key: redactor.redact([`${NAMESPACE}:${name}`, ...path].join(".")),
    expected: complaint.expected || (schema ? expectationOf(schema) : "a value"),
    got: complaint.received || shown,
    hint: shapeless ? exampleOf(name) : redactor.redact(issue.message),
  };
}
