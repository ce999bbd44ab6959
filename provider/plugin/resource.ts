import * as v from "valibot";
import { isOptional, membersOf, secretPaths } from "../../model/schema/property";
import type { CheckFailure, Property, ResourceHandler } from "../protocol/handler";
import { holdsUnknown, isRecord, type Properties } from "../protocol/wire";

type ObjectSchema = v.GenericSchema & { readonly entries: Record<string, v.GenericSchema> };

/** What one of our resources is made of, by schema. */
export interface ResourceSchema {
  /** One sentence for the published schema. */
  readonly description: string;
  /** What a program says. */
  readonly inputs: ObjectSchema;
  /** Inputs that the plugin adds itself: the wanted values of what is observed. A program cannot give them. */
  readonly added: ObjectSchema;
  /** What the resource remembers besides. */
  readonly outputs: ObjectSchema;
  /** Inputs that somebody reads as outputs, so that the state holds them twice; default none. */
  readonly read?: readonly string[];
}

/** The methods of one of our resources; everything else follows from the schema. */
export type Methods = Pick<
  ResourceHandler<undefined>,
  "shows" | "planned" | "create" | "read" | "update" | "delete"
>;

/**
 * A resource of our plugin as the protocol layer takes it: what it refuses and what is secret are read from the schema.
 * @param addedTo the inputs that the plugin adds, unknown where what they stand on is; `olds` are the inputs that the state holds.
 */
export function resource(
  schema: ResourceSchema,
  addedTo: (inputs: Properties, olds?: Properties) => Properties,
  methods: Methods,
): ResourceHandler<undefined> {
  const known: Record<string, Property> = {};
  for (const [name, member] of Object.entries(schema.inputs.entries))
    known[name] = { required: !isOptional(member), default: v.getDefault(member as v.GenericSchema) };
  for (const name of Object.keys(schema.added.entries)) known[name] = {};
  return {
    inputs: known,
    computed: Object.keys(schema.outputs.entries),
    inputsAlone: Object.keys(schema.inputs.entries).filter((name) => !schema.read?.includes(name)),
    secrets: [schema.inputs, schema.outputs].flatMap(secretPaths),
    check(inputs, _context, olds) {
      const given = Object.fromEntries(
        Object.entries(inputs).filter(([name]) => !Object.hasOwn(schema.added.entries, name)),
      );
      const failures = failuresIn(schema.inputs, given);
      return failures.length > 0 ? failures : { ...given, ...addedTo(given, olds) };
    },
    ...methods,
  };
}

/** What is not of its form, as far as it is known. Values are not told: they may be secret. */
function failuresIn(schema: ObjectSchema, inputs: Properties): CheckFailure[] {
  return Object.entries(schema.entries).flatMap(([property, member]) => {
    const value = inputs[property];
    if (value === undefined) return [];
    const lost = unknownMembers(member, value, property);
    if (lost.length > 0 || holdsUnknown(value)) return lost;
    return (v.safeParse(member, value).issues ?? []).map((issue) => {
      const path = [property, ...(issue.path ?? []).map((step) => String(step.key))].join(".");
      return { property, reason: `${path}: expected ${issue.expected}, got ${kindOf(issue.input)}` };
    });
  });
}

/** Names inside an object that it does not have: a misspelt `hostkey` must not go unnoticed. */
function unknownMembers(schema: v.GenericSchema, value: unknown, path: string): CheckFailure[] {
  const members = membersOf(schema);
  if (!members || !isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member) return unknownMembers(member, inner, `${path}.${name}`);
    const names = Object.keys(members).join(", ");
    return [
      { property: path.split(".")[0] ?? path, reason: `${path}: expected one of ${names}, got ${name}` },
    ];
  });
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  return Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
}
