import { isDeepStrictEqual } from "node:util";
import type { ResourceHandler, Saved } from "./handler";
import type { Properties } from "./wire";
import { UNKNOWN } from "./wire";

/**
 * Inputs that a program would have to write to get these outputs: every input that was there before, and every other
 * that is neither empty, nor its default, nor filled in by AWS itself. So what somebody else added is seen, and what nobody set is not.
 */
export function inputsFrom<C>(handler: ResourceHandler<C>, saved: Saved, outputs: Properties): Properties {
  const inputs: Properties = {};
  for (const [name, property] of Object.entries(handler.inputs)) {
    const value = outputs[name];
    const was = saved.inputs[name];
    if (property.optionalComputed && was === undefined) continue;
    const unset = isEmpty(value) || isDeepStrictEqual(value, property.default);
    if (unset && isEmpty(was)) {
      if (was !== undefined) inputs[name] = was;
      else if (property.default !== undefined) inputs[name] = property.default;
      continue;
    }
    if (value !== undefined) inputs[name] = value;
  }
  return inputs;
}

/** Outputs that a preview can promise: the inputs, and the computed ones as they were, or unknown when nothing is there. */
export function plannedOutputs<C>(
  handler: ResourceHandler<C>,
  inputs: Properties,
  saved?: Saved,
): Properties {
  const computed = handler.computed.map((name) => [name, saved ? saved.outputs[name] : UNKNOWN]);
  return { ...Object.fromEntries(computed), ...inputs };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
