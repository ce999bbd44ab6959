/** Whether AWS says that something does not exist. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && /^(NoSuchEntity|NoSuchBucket$|NotFound$|Invalid\w+\.NotFound$)/.test(error.name)
  );
}

/** An error as the genuine plugin words it: what was being done, HTTP status, AWS's error code and message. */
export function failure(doing: string, error: unknown): Error {
  return oneError(`${doing}: ${error instanceof Error ? awsReason(error) : String(error)}`);
}

/** An error below its heading, as the bridge shows every one that is not the Framework's (hashicorp/go-multierror, `ListFormatFunc`). */
export function oneError(text: string): Error {
  return new Error(`1 error occurred:\n\t* ${text}\n\n`);
}

/** The error of a lookup that found nothing (terraform-plugin-sdk, `retry.NotFoundError`). */
export function notFound(doing: string): Error {
  return failure(doing, "couldn't find resource");
}

function awsReason(error: Error): string {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const place = status ? `https response error StatusCode: ${status}, ` : "";
  // The answer to a HEAD request has no body to name the error.
  const bodiless = error.message === "UnknownError" && status === 403;
  return `${place}api error ${bodiless ? "Forbidden: Forbidden" : `${error.name}: ${error.message}`}`;
}

/** Runs a request; if it fails, the error says what was being done. */
export async function doing<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw failure(what, error);
  }
}

/** Runs a request; undefined when AWS says that the thing does not exist. */
export async function unlessMissing<T>(what: string, request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw failure(what, error);
  }
}
