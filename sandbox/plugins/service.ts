import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { checkInputs, unknownNames } from "./check";
import { inputsFrom, plannedOutputs } from "./derive";
import { diffResponse } from "./diffResponse";
import type { InvokeHandler, Plugin, ResourceHandler, Saved } from "./handler";
import { fromWire, isRecord, type Properties, toWire } from "./wire";

/** The methods of `pulumirpc.ResourceProvider` that the engine needs, over a plugin's handlers; the rest are unimplemented. */
export function service<C>(plugin: Plugin<C>): UntypedServiceImplementation {
  let configured: { context: C } | undefined;
  const context = (): C => {
    if (!configured) throw new Error(`the ${plugin.name} plugin was asked before it was configured`);
    return configured.context;
  };

  const resource = (urn: string): { type: string; handler: ResourceHandler<C> } => {
    const type = urn.split("::")[2]?.split("$").pop() ?? "";
    return { type, handler: lookUp(plugin, type, plugin.resources) };
  };

  const saved = (id: string, inputs: Properties, outputs: Properties): Saved => ({ id, inputs, outputs });

  return {
    getPluginInfo: answer(async () => new PluginInfo().setVersion(plugin.version)),
    cancel: answer(async () => new Empty()),

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
        .setAcceptsecrets(false)
        .setAcceptresources(false)
        .setAcceptoutputs(false);
    }),

    check: answer(async (request: rpc.CheckRequest) => {
      const { type, handler } = resource(request.getUrn());
      const { inputs, failures } = checkInputs(type, handler, fromWire(request.getNews()), context());
      return new rpc.CheckResponse()
        .setInputs(toWire(inputs))
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new rpc.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    }),

    diff: answer(async (request: rpc.DiffRequest) => {
      const { handler } = resource(request.getUrn());
      const olds = fromWire(request.getOldInputs() ?? request.getOlds());
      return diffResponse(handler, olds, fromWire(request.getNews()));
    }),

    create: answer(async (request: rpc.CreateRequest) => {
      const { handler } = resource(request.getUrn());
      const inputs = fromWire(request.getProperties());
      if (request.getPreview()) {
        const outputs = handler.planned?.(inputs, undefined, context()) ?? plannedOutputs(handler, inputs);
        return new rpc.CreateResponse().setProperties(toWire(outputs));
      }
      const { id, outputs } = await handler.create(inputs, context());
      return new rpc.CreateResponse().setId(id).setProperties(toWire(outputs));
    }),

    read: answer(async (request: rpc.ReadRequest) => {
      const { handler } = resource(request.getUrn());
      const state = saved(request.getId(), fromWire(request.getInputs()), fromWire(request.getProperties()));
      if (!handler.read)
        return new rpc.ReadResponse()
          .setId(state.id)
          .setProperties(toWire(state.outputs))
          .setInputs(toWire(state.inputs));
      const seen = await handler.read(state, context());
      if (!seen) return new rpc.ReadResponse();
      return new rpc.ReadResponse()
        .setId(seen.id ?? state.id)
        .setProperties(toWire(seen.outputs))
        .setInputs(toWire(seen.inputs ?? inputsFrom(handler, state, seen.outputs)));
    }),

    update: answer(async (request: rpc.UpdateRequest) => {
      const { handler } = resource(request.getUrn());
      const state = saved(request.getId(), fromWire(request.getOldInputs()), fromWire(request.getOlds()));
      const inputs = fromWire(request.getNews());
      const outputs = request.getPreview()
        ? (handler.planned?.(inputs, state, context()) ?? plannedOutputs(handler, inputs, state))
        : await handler.update(state, inputs, context());
      return new rpc.UpdateResponse().setProperties(toWire(outputs));
    }),

    delete: answer(async (request: rpc.DeleteRequest) => {
      const { handler } = resource(request.getUrn());
      const state = saved(
        request.getId(),
        fromWire(request.getOldInputs()),
        fromWire(request.getProperties()),
      );
      await handler.delete(state, context());
      return new Empty();
    }),

    invoke: answer(async (request: rpc.InvokeRequest) => {
      const type = request.getTok();
      const handler: InvokeHandler<C> = lookUp(plugin, type, plugin.invokes);
      const args = fromWire(request.getArgs());
      const known = Object.fromEntries(handler.inputs.map((name) => [name, true]));
      const refused = unknownNames(type, known, args)[0];
      if (refused) throw new Error(refused.reason);
      return new rpc.InvokeResponse().setReturn(toWire(await handler.call(args, context())));
    }),
  };
}

function lookUp<C, H>(plugin: Plugin<C>, type: string, known: Readonly<Record<string, () => H>>): H {
  const load = Object.hasOwn(known, type) ? known[type] : undefined;
  if (load) return load();
  throw new Error(
    `the sandbox's stand-in for the ${plugin.name} plugin does not know ${type}\nhint: it knows ${Object.keys(known).join(", ")}`,
  );
}

/** One unary method; whatever it throws becomes the engine's error, with the message alone. */
function answer<Request, Response>(
  method: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    method(call.request).then(
      (response) => callback(null, response),
      (error: unknown) => callback({ code: 2, details: messageOf(error) }),
    );
  };
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isRecord(error) ? JSON.stringify(error) : String(error);
}
