// The sandbox's stand-ins in one process that stays, for the engine to attach to (PULUMI_DEBUG_PROVIDERS) in place of
// starting three for each run: a quarter of what a run costs. It prints that variable's value, and ends with its standard
// input. It does not see the variables of a single run, nor what is changed in the stand-ins' text meanwhile.
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { aws } from "../../../sandbox/plugins/aws/plugin";
import { command } from "../../../sandbox/plugins/command/plugin";
import { attachable } from "./attachable";

function listening(implementation: UntypedServiceImplementation): Promise<number> {
  const server = new Server();
  server.addService(ResourceProviderService, implementation);
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}

async function main(): Promise<void> {
  const ports = await Promise.all([listening(attachable(aws)), listening(attachable(command))]);
  console.log(`aws:${ports[0]},command:${ports[1]}`);
}

process.stdin.resume().once("end", () => process.exit(0));
void main();
