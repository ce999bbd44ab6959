// A language host for a trial of the policy pack: the sandbox's own is older than the request that starts one. It does for
// RunPlugin what Pulumi's host does (runs `@pulumi/pulumi/cmd/run-policy-pack` in the pack's folder), and nothing else.
const { spawn } = require("node:child_process");
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
const { RunPluginResponse } = require("@pulumi/pulumi/proto/language_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");

const refuse = (_, callback) => callback({ code: grpc.status.UNIMPLEMENTED, message: "not in this trial" });

function runPlugin(call) {
  const folder = call.request.getInfo().getProgramDirectory();
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const variables = call.request.getEnvList().map((line) => {
    const at = line.indexOf("=");
    return [line.slice(0, at), line.slice(at + 1)];
  });
  const child = spawn(process.execPath, [runner, ...call.request.getArgsList(), folder], {
    cwd: folder,
    env: { ...process.env, ...Object.fromEntries(variables) },
  });
  const answer = (set, value) => {
    const response = new RunPluginResponse();
    response[set](value);
    call.write(response);
  };
  child.stdout.on("data", (data) => answer("setStdout", new Uint8Array(data)));
  child.stderr.on("data", (data) => answer("setStderr", new Uint8Array(data)));
  child.on("close", (code) => {
    answer("setExitcode", code ?? 1);
    call.end();
  });
  call.on("cancelled", () => child.kill());
  process.on("exit", () => child.kill());
}

const methods = Object.fromEntries(Object.keys(LanguageRuntimeService).map((name) => [name, refuse]));
const getPluginInfo = (_, callback) => callback(null, new PluginInfo());
const server = new grpc.Server();
server.addService(LanguageRuntimeService, { ...methods, getPluginInfo, runPlugin });
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit());
