import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { engineLog, type Log } from "../../../provider/protocol/engineLog";
import type { Plugin } from "../../../provider/protocol/handler";
import { service } from "../../../provider/protocol/service";

type Method = (call: ServerUnaryCall<unknown, unknown>, done: sendUnaryData<unknown>) => void;

/** A plugin that engines attach to. Each connection is a provider of its own, as each process would be. */
export function attachable<C>(plugin: Plugin<C>): UntypedServiceImplementation {
  const providers = new Map<string, Record<string, Method | undefined>>();
  const providerOf = (peer: string): Record<string, Method | undefined> => {
    const known = providers.get(peer) ?? provider(plugin);
    providers.set(peer, known);
    return known;
  };
  const methods = Object.keys(ResourceProviderService).map((name) => {
    const method: Method = (call, done) => {
      const serves = providerOf(call.getPeer())[name];
      if (serves) serves(call, done);
      else done({ code: 12, details: `${plugin.title} does not serve ${name}` });
    };
    return [name, method];
  });
  return Object.fromEntries(methods);
}

/** One provider; where its lines go is known once an engine has attached. */
function provider<C>(plugin: Plugin<C>): Record<string, Method | undefined> {
  let log: Log = async () => {};
  const attach: Method = (call, done) => {
    log = engineLog((call.request as PluginAttach).getAddress());
    done(null, new Empty());
  };
  return { ...service(plugin, (...line) => log(...line)), attach } as Record<string, Method>;
}
