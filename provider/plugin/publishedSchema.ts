import * as v from "valibot";
import { isOptional, isSecret, itemOf, membersOf, unwrapped } from "../../model/schema/property";
import type { ResourceSchema } from "./resource";

/**
 * Our package's schema in Pulumi's own form (PUL developer-docs, "Schema"), which `pulumi package get-schema` prints and
 * from which an SDK in another language can be made.
 */
export function publishedSchema(
  name: string,
  version: string,
  resources: Readonly<Record<string, ResourceSchema>>,
): string {
  const types: Record<string, object> = {};
  const published = Object.entries(resources).map(([token, schema]) => {
    const { description, inputs, added, outputs, read = [] } = schema;
    const inputProperties = propertiesOf(inputs.entries, `${name}:index:`, types);
    const others = propertiesOf({ ...added.entries, ...outputs.entries }, `${name}:index:`, types);
    const required = Object.keys(inputs.entries).filter((key) => !isOptional(inputs.entries[key] as never));
    const readBack = Object.entries(inputProperties).filter(([key]) => read.includes(key));
    const resource = {
      description,
      inputProperties,
      requiredInputs: required,
      properties: { ...Object.fromEntries(readBack), ...others },
      required: [
        ...required.filter((key) => read.includes(key)),
        ...Object.keys(others).filter(
          (key) => !isOptional({ ...added.entries, ...outputs.entries }[key] as never),
        ),
      ],
    };
    return [token, resource] as const;
  });
  const text = {
    name,
    version,
    description: "An IBM Aspera server's docroot, the link behind it, and its software, over SSH.",
    license: "Apache-2.0",
    resources: Object.fromEntries(published),
    types,
  };
  return JSON.stringify(text, null, 2);
}

function propertiesOf(
  entries: Readonly<Record<string, v.GenericSchema>>,
  prefix: string,
  types: Record<string, object>,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, schema]) => {
      const description = v.getDescription(unwrapped(schema));
      const property = { ...typeOf(name, schema, prefix, types), ...(description && { description }) };
      return [name, isSecret(schema) ? { ...property, secret: true } : property];
    }),
  );
}

/** An object inside a property is a type of its own, named after the property. */
function typeOf(
  name: string,
  schema: v.GenericSchema,
  prefix: string,
  types: Record<string, object>,
): object {
  const members = membersOf(schema);
  if (members) {
    const token = `${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`;
    types[token] = {
      type: "object",
      properties: propertiesOf(members, prefix, types),
      required: Object.keys(members).filter((key) => !isOptional(members[key] as v.GenericSchema)),
    };
    return { $ref: `#/types/${token}` };
  }
  const item = itemOf(schema);
  if (item) return { type: "array", items: typeOf(name, item, prefix, types) };
  const kind = unwrapped(schema).type;
  return { type: kind === "boolean" ? "boolean" : kind === "number" ? "number" : "string" };
}
