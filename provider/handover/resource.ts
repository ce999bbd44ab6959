import { type ResourceSchema, resource } from "../plugin/resource";
import type { Call, ResourceHandler, Saved } from "../protocol/handler";
import { holdsUnknown, type Properties, UNKNOWN } from "../protocol/wire";
import { handoverLifecycle, openPlanned } from "./lifecycle";
import { look } from "./look";
import { allowanceOf, remembered, trustedBy } from "./memory";
import {
  type CheckedInputs,
  type HandoverState,
  handoverInputs,
  handoverOutputs,
  NOTHING_FORMER,
  openProperty,
  place,
} from "./properties";
import { refuseWhatCutsOff } from "./refusals";
import { reportOnly } from "./reportOnly";

export const handoverSchema: ResourceSchema = {
  description:
    "What trust and rights must allow besides what is wanted, while a docroot is changed: all that the running one uses, until its successor is proven and in place.",
  inputs: handoverInputs,
  added: openProperty,
  outputs: handoverOutputs,
  // An `up` with `--target` that leaves the Handover out is given these as the state has them (components/Handover.ts).
  read: ["serverRoleArn", "serverRoleId", "externalId", "bucketRoleArn"],
};

/** What the words are made of, which are secret where one of these is. */
const SHOWN = ["bucket", "prefix", "bucketRoleArn", "serverRoleArn"];
const PLACE = Object.keys(place.entries);

/** `aspera:index:Handover` as the engine's protocol has it; lifecycle.ts says what its methods do. */
export const handoverResource: ResourceHandler<undefined> = resource(
  handoverSchema,
  () => ({ ...NOTHING_FORMER }),
  {
    shows: {
      ...{ stillAllowed: SHOWN, formerPlaces: SHOWN, formerBucketRoles: SHOWN, formerServerRoles: SHOWN },
      place: PLACE,
      demandedSessionNames: ["sessionName"],
    },
    planned(inputs, saved) {
      const trustedBefore = saved ? trustedBy(stateOf(saved)) : "";
      const wanted = {
        ...remembered([], allowanceOf(checked(inputs))),
        ...(holdsUnknown(inputs.previousExternalIds) && { formerExternalIds: UNKNOWN }),
      };
      if (!saved) return { ...inputs, ...wanted, ...NOT_LOOKED, trustedBefore };
      if (holdsUnknown(inputs)) return { ...inputs, ...wanted, ...NOT_KNOWN, ...NOT_LOOKED, trustedBefore };
      const olds = stateOf(saved);
      refuseWhatCutsOff(olds, checked(inputs));
      const open = openPlanned(olds, checked(inputs), new Date(), reportOnly());
      const { seen, moved } = olds;
      return { ...inputs, ...remembered(open, allowanceOf(checked(inputs))), seen, moved, trustedBefore };
    },
    async create(inputs, _context, call) {
      const { id, state } = await lifecycle(call).create(checked(inputs));
      return { id, outputs: { ...state } };
    },
    async read(saved, _context, call) {
      if (Object.keys(saved.inputs).length === 0) throw new Error(NOT_IMPORTED);
      const { state, inputs } = await lifecycle(call).read(stateOf(saved));
      return { outputs: { ...state }, inputs: { ...inputs } };
    },
    async update(saved, inputs, _context, call) {
      return { ...(await lifecycle(call).update(stateOf(saved), checked(inputs))) };
    },
    /** What it remembers goes with the roles. */
    async delete() {},
  },
);

const NOT_LOOKED = { seen: "not seen", moved: false };

/** What stays cannot be told while the wanted link is not known in full; in a first `up` it is nothing, whatever that is. */
const NOT_KNOWN = Object.fromEntries(
  [...Object.keys(NOTHING_FORMER), ...Object.keys(handoverOutputs.entries)]
    .filter((name) => name.startsWith("former") || Object.hasOwn(NOTHING_FORMER, name))
    .map((name) => [name, UNKNOWN]),
);

const NOT_IMPORTED =
  "expected a handover of this stack, got an import, which does not say how the server is reached\n" +
  "hint: leave it out of the import; `pulumi up` makes it, and changes nothing";

function lifecycle({ log }: Call) {
  return handoverLifecycle({ look, log, reportOnly, now: () => new Date() });
}

function checked(inputs: Properties): CheckedInputs {
  return inputs as unknown as CheckedInputs;
}

function stateOf({ inputs, outputs }: Saved): HandoverState {
  return { ...inputs, ...outputs } as unknown as HandoverState;
}
