import * as v from "valibot";
import { type ResourceSchema, resource } from "../plugin/resource";
import type { Call, ResourceHandler, Saved } from "../protocol/handler";
import type { Properties } from "../protocol/wire";
import { closeDocroot } from "./closeDocroot";
import { formerLifecycle } from "./lifecycle";
import { type FormerInputs, type FormerState, formerInputs, NONE_OPEN, openProperty } from "./properties";

export const formerSchema: ResourceSchema = {
  description:
    "The docroots that moves to other transfer users or servers left behind. Each is pointed to a path that leads nowhere, after the new one is in place.",
  inputs: formerInputs,
  added: openProperty,
  outputs: v.object({}),
};

/** `aspera:index:FormerDocroots` as the engine's protocol has it; lifecycle.ts says what its methods do. */
export const formerResource: ResourceHandler<undefined> = resource(formerSchema, () => ({ ...NONE_OPEN }), {
  async create(inputs, _context, call) {
    return { id: "former-docroots", outputs: { ...(await lifecycle(call).create(checked(inputs))) } };
  },
  /** What could not be closed stays in sight, as an input that differs, and the next `up` tries again. */
  async read(saved) {
    const state = { ...stateOf(saved) };
    return { outputs: state, inputs: state };
  },
  async update(saved, inputs, _context, call) {
    return { ...(await lifecycle(call).update(stateOf(saved), checked(inputs))) };
  },
  async delete() {},
});

function lifecycle({ log }: Call) {
  return formerLifecycle({ closeDocroot, log });
}

function checked(inputs: Properties): FormerInputs {
  return inputs as unknown as FormerInputs;
}

function stateOf({ inputs, outputs }: Saved): FormerState {
  return { ...inputs, ...outputs } as unknown as FormerState;
}
