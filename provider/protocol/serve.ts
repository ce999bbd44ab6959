// The gRPC skeleton of a Pulumi resource plugin: our own (provider/main.ts) and the sandbox's stand-ins. Smaller than the
// SDK's own server (@pulumi/pulumi/provider), which cannot mark secrets by schema, has no preview, and loads the whole SDK
// at each start. It does not serve: component construction, calls, mappings, streaming lists, and names made up for
// resources that have none.
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineLog } from "./engineLog";
import type { Plugin } from "./handler";
import { service } from "./service";

export type { CheckFailure, InvokeHandler, Plugin, Property, ResourceHandler, Saved } from "./handler";
export { holdsUnknown, type Properties, UNKNOWN } from "./wire";

/** The largest message, 400 MiB, as the engine's own plugins have it (PUL sdk/go/common/util/rpcutil). */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/**
 * Serves a plugin to the engine that started this process: listens on 127.0.0.1, prints its port as the first line of
 * stdout, and ends when the parent process is gone.
 */
export function servePlugin<C>(plugin: Plugin<C>): void {
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  server.addService(ResourceProviderService, service(plugin, engineLog(process.argv[2])));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      process.stderr.write(`${plugin.name} plugin: cannot listen on 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
  endWithParent();
}

/** An engine that is killed stops nobody; an orphan has another parent. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 500).unref();
}
