import { type ResourceSchema, resource } from "../plugin/resource";
import type { Call, ResourceHandler, Saved } from "../protocol/handler";
import { type Properties, UNKNOWN } from "../protocol/wire";
import { softwareLifecycle } from "./lifecycle";
import {
  type SoftwareInputs,
  type SoftwareState,
  shownPackage,
  softwareInputs,
  softwareOutputs,
} from "./properties";
import { upgradeServer } from "./upgradeServer";

export const softwareSchema: ResourceSchema = {
  description:
    "An Aspera server's software, upgraded to the package that is named. There is no way back but a snapshot.",
  inputs: softwareInputs,
  added: shownPackage,
  outputs: softwareOutputs,
};

/**
 * `aspera:index:ServerSoftware` as the engine's protocol has it; lifecycle.ts says what its methods do. A refresh hands the
 * state back: the docroot's own look at the server sees a version.
 */
export const softwareResource: ResourceHandler<undefined> = resource(softwareSchema, shown, {
  async create(inputs, _context, call) {
    const { id, state } = await lifecycle(call).create(checked(inputs));
    return { id, outputs: { ...state } };
  },
  async read({ inputs, outputs }) {
    if (Object.keys(inputs).length === 0) throw new Error(NOT_IMPORTED);
    return { inputs, outputs };
  },
  async update(saved, inputs, _context, call) {
    return { ...(await lifecycle(call).update(stateOf(saved), checked(inputs))) };
  },
  async delete(saved, _context, call) {
    await lifecycle(call).remove(stateOf(saved));
  },
});

const NOT_IMPORTED =
  "expected software of this stack, got an import, which does not say how the server is reached\n" +
  "hint: leave it out of the import; `pulumi up` changes nothing on a server whose software is new enough";

function lifecycle({ log }: Call) {
  return softwareLifecycle({ upgradeServer, log });
}

/** A query may hold a signature: what is shown ends in front of it. */
function shown({ source }: Properties): Properties {
  const text = String(source ?? "");
  return { package: source === UNKNOWN ? UNKNOWN : text.replace(/^(https:\/\/[^?#]*)[?#].*$/s, "$1") };
}

function checked(inputs: Properties): SoftwareInputs & { readonly package: string } {
  return inputs as unknown as SoftwareInputs & { readonly package: string };
}

function stateOf({ inputs, outputs }: Saved): SoftwareState {
  return { ...inputs, ...outputs } as unknown as SoftwareState;
}
