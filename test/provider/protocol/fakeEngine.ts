import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** A line that a plugin asked the engine to show. */
export interface Logged {
  /** `INFO`, `WARNING`. */
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
}

/** The engine as a plugin has it: a gRPC server that is told lines, and knows nothing else. */
export interface FakeEngine {
  /** What a plugin is given as its first argument. */
  readonly address: string;
  readonly logged: Logged[];
  stop(): void;
}

/** Starts one on 127.0.0.1. */
export async function fakeEngine(): Promise<FakeEngine> {
  const logged: Logged[] = [];
  const log: handleUnaryCall<LogRequest, Empty> = ({ request }, done) => {
    const severity =
      Object.entries(LogSeverity).find(([, value]) => value === request.getSeverity())?.[0] ?? "";
    logged.push({ severity, urn: request.getUrn(), message: request.getMessage() });
    done(null, new Empty());
  };
  const server = new Server();
  server.addService(EngineService, { log });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}`, logged, stop: () => server.forceShutdown() };
}
