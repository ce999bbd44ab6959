import type { Call } from "../../../provider/protocol/handler";

/** An error of a data source on the Terraform plugin Framework: the program gets it as it is, with no heading and no list. */
export class FrameworkError extends Error {}

/**
 * Reads as a Framework data source does. Its error is shown by the engine first, which makes the run fail whatever the
 * program does with it, and then fails the invoke (pulumi-terraform-bridge pkg/pf/tfbridge, processDiagnosticsWithContext).
 * @param summary what is being read, `reading IAM Role Policies`.
 */
export async function frameworkRead<T>(summary: string, call: Call, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    // The stray quotation mark is the genuine one's (terraform-provider-aws internal/service/smarterr.hcl).
    const detail = `Cause: ${error instanceof Error ? error.message.replace(/\s+/g, " ") : error}"\n`;
    await call.log("error", `[ERROR] ${detail}: ${summary}`);
    throw new FrameworkError(`${summary}: ${detail}`);
  }
}

/**
 * An AWS error as that text has it: the request's id and HTTP status are taken out, their comma stays (same file,
 * `clean_aws_error`). Errors that the service's model knows come without `api error`.
 * @param operation service and name, `IAM: ListRolePolicies`.
 */
export function operationError(operation: string, error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const modelled = /Exception$/.test(error.name);
  const code = error.name.replace(/Exception$/, "");
  return new Error(
    `operation error ${operation}, , ${modelled ? "" : "api error "}${code}: ${error.message}`,
  );
}
