import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { checkInputs, unknownNames } from "./check";
import { inputsFrom, plannedOutputs } from "./derive";
import { diffResponse } from "./diffResponse";
import type { Log } from "./engineLog";
import type { Call, InvokeHandler, Plugin, Saved } from "./handler";
import { initFailureStatus, ResourceInitFailure } from "./initFailure";
import { type PropertyPath, withoutSecretMarks, withSecretMarks } from "./secrets";
import { fromWire, isRecord, type Properties, toWire } from "./wire";

/**
 * The methods of `pulumirpc.ResourceProvider` that the engine needs, over a plugin's handlers; the rest are unimplemented.
 * @param log where a handler's lines go.
 */
export function service<C>(plugin: Plugin<C>, log: Log): UntypedServiceImplementation {
  let configured: { context: C } | undefined;
  const context = (): C => {
    if (!configured) throw new Error(`${plugin.title} was asked before it was configured`);
    return configured.context;
  };

  /** The resource that a request is about: its handler, and the way in and out for its properties. */
  const subject = (urn: string) => {
    const type = urn.split("::")[2]?.split("$").pop() ?? "";
    const handler = lookUp(plugin, type, plugin.resources);
    const secrets: PropertyPath[] = [...(handler.secrets ?? [])];
    const call: Call = { log: (severity, message) => log(urn, severity, message) };
    const received = (struct: Struct | undefined): Properties => {
      const unmarked = withoutSecretMarks(fromWire(struct));
      secrets.push(...unmarked.secrets);
      for (const [name, shown] of Object.entries(handler.shows ?? {}))
        if (unmarked.secrets.some(([input = ""]) => shown.includes(input))) secrets.push([name]);
      return unmarked.properties;
    };
    const marked = (properties: Properties): Properties =>
      plugin.marksSecrets ? withSecretMarks(properties, secrets) : properties;
    return {
      type,
      handler,
      call,
      received,
      marked,
      sent: (properties: Properties) => toWire(marked(properties)),
    };
  };

  const saved = (id: string, inputs: Properties, outputs: Properties): Saved => ({ id, inputs, outputs });

  return {
    getPluginInfo: answer(async () => new PluginInfo().setVersion(plugin.version)),
    cancel: answer(async () => new Empty()),
    ...(plugin.schema && {
      getSchema: answer(async () => new rpc.GetSchemaResponse().setSchema(plugin.schema?.() ?? "{}")),
    }),

    configure: answer(async (request: rpc.ConfigureRequest) => {
      const prefix = `${plugin.name}:config:`;
      const variables = request.getVariablesMap().toObject() as [string, string][];
      configured = {
        context: await plugin.configure(
          Object.fromEntries(variables.map(([key, value]) => [key.replace(prefix, ""), value])),
        ),
      };
      return new rpc.ConfigureResponse()
        .setSupportspreview(true)
        .setAcceptsecrets(plugin.marksSecrets === true)
        .setAcceptresources(false)
        .setAcceptoutputs(false);
    }),

    check: answer(async (request: rpc.CheckRequest) => {
      const { type, handler, received, sent } = subject(request.getUrn());
      const { inputs, failures } = checkInputs(
        plugin.title,
        type,
        handler,
        received(request.getNews()),
        context(),
      );
      return new rpc.CheckResponse()
        .setInputs(sent(inputs))
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new rpc.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    }),

    diff: answer(async (request: rpc.DiffRequest) => {
      const { handler, received } = subject(request.getUrn());
      const olds = received(request.getOldInputs() ?? request.getOlds());
      return diffResponse(handler, olds, received(request.getNews()));
    }),

    create: answer(async (request: rpc.CreateRequest) => {
      const { handler, call, received, marked, sent } = subject(request.getUrn());
      const inputs = received(request.getProperties());
      if (request.getPreview()) {
        const outputs = handler.planned?.(inputs, undefined, context()) ?? plannedOutputs(handler, inputs);
        return new rpc.CreateResponse().setProperties(sent(outputs));
      }
      const { id, outputs } = await keepingState(handler.create(inputs, context(), call), marked);
      return new rpc.CreateResponse().setId(id).setProperties(sent(outputs));
    }),

    read: answer(async (request: rpc.ReadRequest) => {
      const { handler, call, received, sent } = subject(request.getUrn());
      const state = saved(request.getId(), received(request.getInputs()), received(request.getProperties()));
      if (!handler.read)
        return new rpc.ReadResponse()
          .setId(state.id)
          .setProperties(sent(state.outputs))
          .setInputs(sent(state.inputs));
      const seen = await handler.read(state, context(), call);
      if (!seen) return new rpc.ReadResponse();
      return new rpc.ReadResponse()
        .setId(seen.id ?? state.id)
        .setProperties(sent(seen.outputs))
        .setInputs(sent(seen.inputs ?? inputsFrom(handler, state, seen.outputs)));
    }),

    update: answer(async (request: rpc.UpdateRequest) => {
      const { handler, call, received, marked, sent } = subject(request.getUrn());
      const state = saved(request.getId(), received(request.getOldInputs()), received(request.getOlds()));
      const inputs = received(request.getNews());
      const outputs = request.getPreview()
        ? (handler.planned?.(inputs, state, context()) ?? plannedOutputs(handler, inputs, state))
        : await keepingState(handler.update(state, inputs, context(), call), marked);
      return new rpc.UpdateResponse().setProperties(sent(outputs));
    }),

    delete: answer(async (request: rpc.DeleteRequest) => {
      const { handler, call, received } = subject(request.getUrn());
      const inputs = received(request.getOldInputs());
      await handler.delete(
        saved(request.getId(), inputs, received(request.getProperties())),
        context(),
        call,
      );
      return new Empty();
    }),

    invoke: answer(async (request: rpc.InvokeRequest) => {
      const type = request.getTok();
      const handler: InvokeHandler<C> = lookUp(plugin, type, plugin.invokes);
      const args = fromWire(request.getArgs());
      const known = Object.fromEntries(handler.inputs.map((name) => [name, true]));
      const refused = unknownNames(plugin.title, type, known, args)[0];
      if (refused) throw new Error(refused.reason);
      return new rpc.InvokeResponse().setReturn(toWire(await handler.call(args, context())));
    }),
  };
}

function lookUp<C, H>(plugin: Plugin<C>, type: string, known: Readonly<Record<string, () => H>>): H {
  const load = Object.hasOwn(known, type) ? known[type] : undefined;
  if (load) return load();
  throw new Error(`${plugin.title} does not know ${type}\nhint: it knows ${Object.keys(known).join(", ")}`);
}

/** What a handler made; a failure that keeps the resource's state is sent with that state, secrets marked. */
async function keepingState<T>(made: Promise<T>, marked: (properties: Properties) => Properties): Promise<T> {
  try {
    return await made;
  } catch (error) {
    throw error instanceof ResourceInitFailure ? initFailureStatus(error, marked(error.properties)) : error;
  }
}

/** One unary method; whatever it throws becomes the engine's error, with the message alone. */
function answer<Request, Response>(
  method: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    method(call.request).then(
      (response) => callback(null, response),
      (error: unknown) => callback(isStatus(error) ? error : { code: 2, details: messageOf(error) }),
    );
  };
}

function isStatus(error: unknown): error is { code: number; details: string } {
  return (
    isRecord(error) &&
    typeof error.code === "number" &&
    typeof error.details === "string" &&
    "metadata" in error
  );
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isRecord(error) ? JSON.stringify(error) : String(error);
}
