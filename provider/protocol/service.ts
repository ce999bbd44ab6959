import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answer } from "./answer";
import { checkInputs, unknownNames } from "./check";
import { inputsFrom, plannedOutputs } from "./derive";
import { diffResponse } from "./diffResponse";
import type { Log } from "./engineLog";
import type { Call, CheckFailure, InvokeHandler, Plugin } from "./handler";
import { withoutSecretMarks } from "./secrets";
import { keepingState, lookUp, subject } from "./subject";
import { withinTimeLimit } from "./timeLimit";
import { fromWire, holdsUnknown, type Properties, toWire } from "./wire";

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

  return {
    getPluginInfo: answer(async () => new PluginInfo().setVersion(plugin.version)),
    cancel: answer(async () => {
      plugin.cancel?.();
      return new Empty();
    }),
    ...(plugin.schema && {
      getSchema: answer(async () => new rpc.GetSchemaResponse().setSchema(plugin.schema?.() ?? "{}")),
    }),

    // What CheckConfig answers is what the state keeps of a provider.
    ...(plugin.hasNoArguments && {
      checkConfig: answer(async () => new rpc.CheckResponse().setInputs(toWire({}))),
    }),
    ...(plugin.checkConfig && {
      checkConfig: answer(async (request: rpc.CheckRequest) => {
        const news = fromWire(request.getNews());
        const variables = Object.fromEntries(
          Object.entries(news).map(([key, value]) => [key, String(value)]),
        );
        const failures = holdsUnknown(news) ? [] : await plugin.checkConfig?.(variables);
        return new rpc.CheckResponse().setInputs(request.getNews()).setFailuresList(sentFailures(failures));
      }),
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
      const { type, handler, received, sent } = subject(plugin, log, request.getUrn());
      const { inputs, failures } = checkInputs(
        plugin.title,
        type,
        handler,
        received(request.getNews()),
        context(),
        oldInputs(request),
      );
      return new rpc.CheckResponse().setInputs(sent(inputs)).setFailuresList(sentFailures(failures));
    }),

    diff: answer(async (request: rpc.DiffRequest) => {
      const { handler, received } = subject(plugin, log, request.getUrn());
      const olds = received(request.getOldInputs() ?? request.getOlds());
      return diffResponse(handler, olds, received(request.getNews()));
    }),

    create: answer(async (request: rpc.CreateRequest) => {
      const { handler, call, received, marked, sentOutputs } = subject(plugin, log, request.getUrn());
      const inputs = received(request.getProperties());
      if (request.getPreview()) {
        const outputs = handler.planned?.(inputs, undefined, context()) ?? plannedOutputs(handler, inputs);
        return new rpc.CreateResponse().setProperties(sentOutputs(outputs));
      }
      const made = withinTimeLimit(request.getTimeout(), () => handler.create(inputs, context(), call));
      const { id, outputs } = await keepingState(made, marked);
      return new rpc.CreateResponse().setId(id).setProperties(sentOutputs(outputs));
    }),

    read: answer(async (request: rpc.ReadRequest) => {
      const { handler, call, saved, sent, sentOutputs } = subject(plugin, log, request.getUrn());
      const state = saved(request.getId(), request.getInputs(), request.getProperties());
      if (!handler.read)
        return new rpc.ReadResponse()
          .setId(state.id)
          .setProperties(sentOutputs(state.outputs))
          .setInputs(sent(state.inputs));
      const seen = await handler.read(state, context(), call);
      if (!seen) return new rpc.ReadResponse();
      return new rpc.ReadResponse()
        .setId(seen.id ?? state.id)
        .setProperties(sentOutputs(seen.outputs))
        .setInputs(sent(seen.inputs ?? inputsFrom(handler, state, seen.outputs)));
    }),

    update: answer(async (request: rpc.UpdateRequest) => {
      const { handler, call, received, saved, marked, sentOutputs } = subject(plugin, log, request.getUrn());
      const state = saved(request.getId(), request.getOldInputs(), request.getOlds());
      const inputs = received(request.getNews());
      if (request.getPreview()) {
        const planned = handler.planned?.(inputs, state, context()) ?? plannedOutputs(handler, inputs, state);
        return new rpc.UpdateResponse().setProperties(sentOutputs(planned));
      }
      const changed = withinTimeLimit(request.getTimeout(), () =>
        handler.update(state, inputs, context(), call),
      );
      return new rpc.UpdateResponse().setProperties(sentOutputs(await keepingState(changed, marked)));
    }),

    delete: answer(async (request: rpc.DeleteRequest) => {
      const { handler, call, saved } = subject(plugin, log, request.getUrn());
      const state = saved(request.getId(), request.getOldInputs(), request.getProperties());
      await handler.delete(state, context(), call);
      return new Empty();
    }),

    invoke: answer(async (request: rpc.InvokeRequest) => {
      const type = request.getTok();
      const handler: InvokeHandler<C> = lookUp(plugin, type, plugin.invokes);
      const args = fromWire(request.getArgs());
      const known = Object.fromEntries(handler.inputs.map((name) => [name, true]));
      const refused = unknownNames(plugin.title, type, known, args)[0];
      if (refused) throw new Error(refused.reason);
      const call: Call = { log: (severity, message) => log("", severity, message) };
      return new rpc.InvokeResponse().setReturn(toWire(await handler.call(args, context(), call)));
    }),
  };
}

/** What the state holds, secrets in plain; undefined for a resource that is to be made. */
function oldInputs(request: rpc.CheckRequest): Properties | undefined {
  const olds = withoutSecretMarks(fromWire(request.getOlds())).properties;
  return Object.keys(olds).length === 0 ? undefined : olds;
}

function sentFailures(failures: readonly CheckFailure[] = []): rpc.CheckFailure[] {
  return failures.map(({ property, reason }) =>
    new rpc.CheckFailure().setProperty(property).setReason(reason),
  );
}
