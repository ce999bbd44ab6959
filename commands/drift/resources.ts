import { type EngineDigest, typeOf } from "./digest";

/** What our plugin observes of a docroot. */
export const DOCROOT = "aspera:index:Docroot";
/** The proof of a link. */
export const LINK = "aspera:index:Link";
/** The server's software, where a stack upgrades it. */
export const SOFTWARE = "aspera:index:ServerSoftware";
/** What applies a docroot. */
export const COMMAND = "command:remote:Command";

/** What both runs of the engine printed. */
export interface Digests {
  readonly world: EngineDigest;
  readonly program: EngineDigest;
}

/** Properties of a resource. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * The properties of the resources of a type as they were read, where nothing differs too: a state that was saved while a
 * server was away shows no change.
 */
export function seenOf(type: string, { world, program }: Digests): Properties[] {
  return [...seenByWorld(type, world), ...seenByProgram(type, program)];
}

/** The same of the first run alone: it compares what it reads with the state, so what is new is what was read. */
export function seenByWorld(type: string, { steps }: EngineDigest): Properties[] {
  return steps.flatMap(({ urn, op, newState }) =>
    typeOf(urn) === type && op !== "delete" && newState?.inputs ? [newState.inputs] : [],
  );
}

/** Steps that make what was not there to be read. */
const MADE = ["create", "import"];

/** The same of the second run alone: after its refresh, what was read is what the program would change. */
export function seenByProgram(type: string, { steps }: EngineDigest): Properties[] {
  return steps.flatMap(({ urn, op, oldState, newState }) => {
    const state = op === "refresh" ? newState : oldState;
    return typeOf(urn) === type && !MADE.includes(op) && state?.inputs ? [state.inputs] : [];
  });
}
