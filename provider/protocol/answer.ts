import type { handleUnaryCall } from "@grpc/grpc-js";
import { isRecord } from "./wire";

/** One unary method; whatever it throws becomes the engine's error, with the message alone. */
export function answer<Request, Response>(
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
