import type { CheckFailure, Property, ResourceHandler } from "./handler";
import { jsonText } from "./json";
import type { Properties } from "./wire";
import { UNKNOWN } from "./wire";

/** Inputs made fit for a resource type, or what is wrong with them. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

/**
 * Refuses unknown names and missing ones, turns JSON documents into text, fills in defaults, then asks the type itself.
 * @param title of the plugin, as messages name it.
 * @param type token, as messages name it.
 * @param olds the inputs that the state holds; undefined for a resource that is to be made.
 */
export function checkInputs<C>(
  title: string,
  type: string,
  handler: ResourceHandler<C>,
  news: Properties,
  context: C,
  olds?: Properties,
): Checked {
  const failures = [
    ...unknownNames(title, type, handler.inputs, news),
    ...missing(type, handler.inputs, news),
  ];
  if (failures.length > 0) return { inputs: news, failures };

  const inputs: Properties = {};
  for (const [name, property] of Object.entries(handler.inputs)) {
    const given = news[name] ?? property.default;
    if (given === undefined) continue;
    if (property.kind !== "json") inputs[name] = given;
    else {
      const text = jsonText(given);
      if (text === undefined)
        failures.push({ property: name, reason: `${name} of ${type} is not a JSON document` });
      inputs[name] = text;
    }
  }
  const own = failures.length === 0 ? (handler.check?.(inputs, context, olds) ?? inputs) : failures;
  return Array.isArray(own) ? { inputs, failures: own } : { inputs: own, failures: [] };
}

/** Names that are not in the list. */
export function unknownNames(
  title: string,
  type: string,
  known: Readonly<Record<string, unknown>>,
  given: Properties,
): CheckFailure[] {
  return Object.keys(given)
    .filter((name) => name !== "__defaults" && !Object.hasOwn(known, name))
    .map((name) => ({
      property: name,
      reason: `${title} does not know property ${name} of ${type}; it knows ${Object.keys(known).join(", ")}`,
    }));
}

function missing(type: string, known: Readonly<Record<string, Property>>, given: Properties): CheckFailure[] {
  return Object.entries(known)
    .filter(([name, property]) => property.required && (given[name] === undefined || given[name] === ""))
    .filter(([name]) => given[name] !== UNKNOWN)
    .map(([name]) => ({ property: name, reason: `${type} needs property ${name}` }));
}
