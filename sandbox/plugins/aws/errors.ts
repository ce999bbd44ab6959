/** Whether AWS says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(NoSuchEntity|NoSuchBucket$|NotFound$|Invalid\w+ID\.NotFound)/.test(error.name)
  );
}

/** An error in the genuine plugin's form: what was being done to what, AWS' error code, its sentence. */
export function failure(doing: string, error: unknown): Error {
  const reason = error instanceof Error ? `api error ${error.name}: ${error.message}` : String(error);
  return new Error(`1 error occurred:\n\t* ${doing}: ${reason}\n\n`);
}

/** The error of a lookup that found nothing (terraform-plugin-sdk, `retry.NotFoundError`). */
export function notFound(type: string, doing: string): Error {
  return new Error(`invoking ${type}: 1 error occurred:\n\t* ${doing}: couldn't find resource\n\n`);
}

/** Runs a request, and says what was being done when it fails. */
export async function doing<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw failure(what, error);
  }
}

/** Runs a request; undefined when AWS says that there is no such thing. */
export async function unlessMissing<T>(what: string, request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw failure(what, error);
  }
}
