import { docrootTexts } from "../../model/docroot/docrootTexts";
import { type ResourceSchema, resource } from "../plugin/resource";
import type { Call, ResourceHandler, Saved } from "../protocol/handler";
import { holdsUnknown, type Properties, UNKNOWN } from "../protocol/wire";
import { keepAgent } from "./keepAgent";
import { sighting } from "./lastSeen";
import { docrootLifecycle } from "./lifecycle";
import { mayBeRenewed } from "./move";
import { observe, observeAsChanger } from "./observe";
import {
  ALL_WELL,
  type CheckedInputs,
  type DocrootInputs,
  type DocrootState,
  docrootInputs,
  docrootOutputs,
  NOT_SWITCHED,
  observedProperties,
} from "./properties";
import { needsRepair, staysAsked } from "./repair";
import { keptOf, leftBehindAfter } from "./states";

export const docrootSchema: ResourceSchema = {
  description:
    "The docroot of one transfer user as it is seen on the server at every refresh. It changes nothing itself: its `nonce` makes the Command run that applies the docroot.",
  inputs: docrootInputs,
  added: observedProperties,
  outputs: docrootOutputs,
};

/** What can be read from the docroot as it is shown: everything but the external ID. */
const SHOWN = ["bucket", "prefix", "bucketRoleArn", "sessionName", "template", "storageHost"];

/** `aspera:index:Docroot` as the engine's protocol has it; lifecycle.ts says what its methods do. */
export const docrootResource: ResourceHandler<undefined> = resource(docrootSchema, wantedOfObserved, {
  shows: { docroot: SHOWN },
  planned(inputs, saved) {
    const repairs = !saved || holdsUnknown(inputs) || needsRepair(stateOf(saved), checked(inputs));
    const before = saved && !saved.outputs.waiting ? stateOf(saved) : undefined;
    const undecided = holdsUnknown(inputs) || (saved && mayBeRenewed(stateOf(saved), checked(inputs)));
    const left = undecided
      ? { leftBehind: UNKNOWN, leaves: UNKNOWN }
      : leftBehindAfter(before, checked(inputs));
    return { ...inputs, ...left, ...(repairs ? OPEN : keptPlanned(stateOf(saved), checked(inputs))) };
  },
  async create(inputs, _context, call) {
    const seen = sighting();
    const { id, state } = await lifecycle(call, seen).create(checked(inputs));
    return { id, outputs: { ...state, ...seen.told() } };
  },
  async read(saved, _context, call) {
    if (Object.keys(saved.inputs).length === 0) throw new Error(NOT_IMPORTED);
    const [seen, before] = [sighting(), stateOf(saved)];
    const { state, inputs } = await lifecycle(call, seen).read(before);
    return { outputs: { ...state, ...seen.told(before) }, inputs: { ...inputs } };
  },
  async update(saved, inputs, _context, call) {
    const [seen, before] = [sighting(), stateOf(saved)];
    return { ...(await lifecycle(call, seen).update(before, checked(inputs))), ...seen.told(before) };
  },
  async delete(saved, _context, call) {
    await lifecycle(call, sighting()).remove(stateOf(saved));
  },
});

/** What is remembered of a server that is to be looked at first. */
const OPEN = {
  fingerprint: UNKNOWN,
  expect: UNKNOWN,
  nonce: UNKNOWN,
  instance: UNKNOWN,
  lastSeen: UNKNOWN,
  licenceUntil: UNKNOWN,
  agentFile: UNKNOWN,
  request: UNKNOWN,
};

/** What stays where nothing is to be repaired; the Command may be told otherwise even then. */
function keptPlanned(state: DocrootState, news: CheckedInputs): Properties {
  const { lastSeen, licenceUntil, agentFile, request } = state;
  const kept = keptOf(state);
  const told = staysAsked(state, { ...state, ...news, ...kept }) ? { agentFile, request } : NOT_KEPT;
  return { ...kept, lastSeen, licenceUntil, ...told };
}

const NOT_KEPT = { agentFile: UNKNOWN, request: UNKNOWN };

/** A docroot has no id by which AWS or Aspera could be asked: how the server is reached is an input. */
const NOT_IMPORTED =
  "expected a docroot of this stack, got an import, which does not say how the server is reached\n" +
  "hint: leave it out of the import; `pulumi up` takes over a docroot that is right already, and changes nothing then";

function lifecycle({ log }: Call, seen: ReturnType<typeof sighting>) {
  return docrootLifecycle({
    observe: seen.by(observe),
    observeAsChanger: seen.by(observeAsChanger),
    keepAgent,
    log,
  });
}

/**
 * What must be seen: constants, and the docroot as it is shown; none of ours while the link waits. One that was switched
 * never waits again, whatever becomes of its link.
 */
function wantedOfObserved(given: Properties, olds?: Properties): Properties {
  if (given.waiting === undefined) return wantedOf(given);
  const waiting = olds && olds.waiting !== true ? false : given.waiting;
  return { ...wantedOf({ ...given, waiting }), waiting };
}

function wantedOf(inputs: Properties): Properties {
  if (inputs.waiting === true) return { ...ALL_WELL, docroot: NOT_SWITCHED };
  const shown = ["waiting", ...SHOWN].some((name) => holdsUnknown(inputs[name]))
    ? UNKNOWN
    : docrootTexts(inputs as unknown as DocrootInputs).maskedUri;
  return { ...ALL_WELL, docroot: shown };
}

function checked(inputs: Properties): CheckedInputs {
  return inputs as unknown as CheckedInputs;
}

/** Inputs and outputs together: after a refresh both hold what was seen. */
function stateOf({ inputs, outputs }: Saved): DocrootState {
  return { ...inputs, ...outputs } as unknown as DocrootState;
}
