import * as v from "valibot";

/**
 * The words that our resources' schemas are written in, on top of valibot. One schema says what a resource takes: its
 * TypeScript type, what the plugin refuses, what is secret, and what the plugin publishes are all read from it.
 */

/** A described property. @param description one sentence: what it is, its form and unit, its default. */
export function property<Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.pipe(schema, v.description(description));
}

/** Text that is a secret, whatever the program or the last state says of it. */
export function secretText(description: string) {
  return v.pipe(v.string(), v.description(description), v.metadata({ secret: true }));
}

/** The schema inside `optional`. */
export function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  return "wrapped" in schema ? unwrapped((schema as { wrapped: v.GenericSchema }).wrapped) : schema;
}

/** The members of an object's schema; undefined for anything else. */
export function membersOf(schema: v.GenericSchema): Record<string, v.GenericSchema> | undefined {
  const inner = unwrapped(schema);
  return "entries" in inner ? (inner.entries as Record<string, v.GenericSchema>) : undefined;
}

/** The schema of a list's items; undefined for anything else. */
export function itemOf(schema: v.GenericSchema): v.GenericSchema | undefined {
  const inner = unwrapped(schema);
  return "item" in inner ? (inner.item as v.GenericSchema) : undefined;
}

/** Whether a property may be left out. */
export function isOptional(schema: v.GenericSchema): boolean {
  return schema.type === "optional";
}

/** Whether a schema is marked secret as a whole. */
export function isSecret(schema: v.GenericSchema): boolean {
  return v.getMetadata(unwrapped(schema)).secret === true;
}

/** The ways to every secret in an object's schema: `["connection", "privateKey"]`. Secrets inside lists are not known. */
export function secretPaths(schema: v.GenericSchema): string[][] {
  return Object.entries(membersOf(schema) ?? {}).flatMap(([name, member]) =>
    isSecret(member) ? [[name]] : secretPaths(member).map((path) => [name, ...path]),
  );
}
