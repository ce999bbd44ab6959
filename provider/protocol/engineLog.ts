import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** How loud a line is: progress, something a person should act on, or what makes the run fail. */
export type Severity = "info" | "warning" | "error";

const LOUDNESS = {
  info: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
} as const;

/** Shows a line to the person who runs Pulumi, beside a resource. Never fails a run: a line that is lost is lost. */
export type Log = (urn: string, severity: Severity, message: string) => Promise<void>;

/** @param address of the engine, as it gave it to this process; without one, nothing is shown. */
export function engineLog(address: string | undefined): Log {
  if (!address) return async () => {};
  let client: EngineClient | undefined;
  return (urn, severity, message) => {
    client ??= new EngineClient(address, credentials.createInsecure());
    const request = new LogRequest().setSeverity(LOUDNESS[severity]).setMessage(message).setUrn(urn);
    return new Promise((resolve) => client?.log(request, () => resolve()));
  };
}
