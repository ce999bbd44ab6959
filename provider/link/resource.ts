import { LINK_STANDS } from "../../model/link/facts";
import { type ResourceSchema, resource } from "../plugin/resource";
import type { Call, ResourceHandler, Saved } from "../protocol/handler";
import { type Properties, UNKNOWN } from "../protocol/wire";
import { linkLifecycle } from "./lifecycle";
import {
  type LinkInputs,
  type LinkState,
  linkInputs,
  linkOutputs,
  type ProvenOutputs,
  verdictProperties,
} from "./properties";
import { prove } from "./prove";
import { provenOperations } from "./provenOperations";
import { plannedStood, shownOf } from "./waiting";

export const linkSchema: ResourceSchema = {
  description:
    "The way from an Aspera server to a bucket, proven from the server with nothing but its own credentials. An `up` fails here when it does not stand, before anything downstream is switched to it.",
  inputs: linkInputs,
  added: verdictProperties,
  outputs: linkOutputs,
};

/** `aspera:index:Link` as the engine's protocol has it; lifecycle.ts says what its methods do. */
export const linkResource: ResourceHandler<undefined> = resource(linkSchema, () => ({ ...LINK_STANDS }), {
  /** What must be seen is an input; what will be seen is not known before the proof, which every create and update makes. */
  planned(inputs, saved) {
    return { ...inputs, ...NOT_YET, stood: plannedStood(inputs, saved) };
  },
  async create(inputs, _context, call) {
    const proven = provenOperations(prove);
    const { id, state, ...told } = await proven.kept(lifecycle(call, proven).create(checked(inputs)));
    return { id, outputs: { ...state, ...told } };
  },
  async read(saved, _context, call) {
    if (Object.keys(saved.inputs).length === 0) throw new Error(NOT_IMPORTED);
    const { operations, leavesVersions, ...before } = stateOf(saved);
    const proven = provenOperations(prove, { operations, leavesVersions });
    const seen = await lifecycle(call, proven).read(before);
    return { outputs: { ...seen, ...proven.told() }, inputs: shownOf(seen) };
  },
  async update(saved, inputs, _context, call) {
    const proven = provenOperations(prove);
    const { operations: _, leavesVersions: __, ...before } = stateOf(saved);
    return {
      ...(await proven.kept(lifecycle(call, proven).update(saved.id, before, checked(inputs)))),
    };
  },
  /** A proof leaves nothing behind. */
  async delete() {},
});

/** What a proof to come will say. */
const NOT_YET = Object.fromEntries(
  Object.keys({ ...verdictProperties.entries, ...linkOutputs.entries }).map((name) => [name, UNKNOWN]),
);

const NOT_IMPORTED =
  "expected a link of this stack, got an import, which does not say how the server is reached\n" +
  "hint: leave it out of the import; `pulumi up` proves a link that stands already, and changes nothing";

function lifecycle({ log }: Call, { prove }: ReturnType<typeof provenOperations>) {
  return linkLifecycle({
    prove,
    pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    now: () => performance.now() / 1000,
    log,
    askedForFull: () => process.env.ASPERA_PROOF === "full",
  });
}

function checked(inputs: Properties): LinkInputs {
  return inputs as unknown as LinkInputs;
}

/** Inputs and outputs together: after a refresh both hold what was seen. */
function stateOf({ inputs, outputs }: Saved): LinkState & Partial<ProvenOutputs> {
  return { ...inputs, ...outputs } as unknown as LinkState;
}
