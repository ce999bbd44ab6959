import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Log } from "./engineLog";
import type { Call, Plugin, ResourceHandler, Saved } from "./handler";
import { initFailureStatus, ResourceInitFailure } from "./initFailure";
import { type PropertyPath, withoutSecretMarks, withSecretMarks } from "./secrets";
import { fromWire, type Properties, toWire } from "./wire";

/** The resource that a request is about: its handler, and the way in and out for its properties. */
export interface Subject<C> {
  readonly type: string;
  readonly handler: ResourceHandler<C>;
  readonly call: Call;
  /** Properties of the request, in plain values; where the engine marked a secret is remembered. */
  readonly received: (struct: Struct | undefined) => Properties;
  /** A resource as the state holds it, whole. */
  readonly saved: (id: string, inputs: Struct | undefined, outputs: Struct | undefined) => Saved;
  /** Properties with every secret marked: the schema's, and those that came as such. */
  readonly marked: (properties: Properties) => Properties;
  /** The same, for the answer. */
  readonly sent: (properties: Properties) => Struct;
  /** Outputs, for the answer, as the state is to hold them. */
  readonly sentOutputs: (outputs: Properties) => Struct;
}

export function subject<C>(plugin: Plugin<C>, log: Log, urn: string): Subject<C> {
  const type = urn.split("::")[2]?.split("$").pop() ?? "";
  const handler = lookUp(plugin, type, plugin.resources);
  const secrets: PropertyPath[] = [...(handler.secrets ?? [])];
  const received = (struct: Struct | undefined): Properties => {
    const unmarked = withoutSecretMarks(fromWire(struct));
    secrets.push(...unmarked.secrets);
    for (const [name, shown] of Object.entries(handler.shows ?? {}))
      if (unmarked.secrets.some(([input = ""]) => shown.includes(input))) secrets.push([name]);
    return unmarked.properties;
  };
  const marked = (properties: Properties): Properties =>
    plugin.marksSecrets ? withSecretMarks(properties, secrets) : properties;
  const alone = handler.inputsAlone ?? [];
  const only = (properties: Properties, wanted: (name: string) => boolean): Properties =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => wanted(name)));
  return {
    type,
    handler,
    call: { log: (severity, message) => log(urn, severity, message) },
    received,
    saved(id, inputs, outputs) {
      const given = received(inputs);
      return {
        id,
        inputs: given,
        outputs: { ...only(given, (name) => alone.includes(name)), ...received(outputs) },
      };
    },
    marked,
    sent: (properties) => toWire(marked(properties)),
    sentOutputs: (outputs) => toWire(marked(only(outputs, (name) => !alone.includes(name)))),
  };
}

/** What a plugin serves under a token. @throws with everything that it knows. */
export function lookUp<C, H>(plugin: Plugin<C>, type: string, known: Readonly<Record<string, () => H>>): H {
  const load = Object.hasOwn(known, type) ? known[type] : undefined;
  if (load) return load();
  throw new Error(`${plugin.title} does not know ${type}\nhint: it knows ${Object.keys(known).join(", ")}`);
}

/**
 * What a handler made; a failure that keeps the resource's state is sent with that state, secrets marked. All of it: of an
 * update that failed the engine keeps the inputs from before.
 */
export async function keepingState<T>(
  made: Promise<T>,
  marked: (properties: Properties) => Properties,
): Promise<T> {
  try {
    return await made;
  } catch (error) {
    throw error instanceof ResourceInitFailure ? initFailureStatus(error, marked(error.properties)) : error;
  }
}
