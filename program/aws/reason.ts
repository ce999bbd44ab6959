/** First line of an error, for a sentence. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] || "no message";
}

/** HTTP status of an AWS answer that the SDK made an error of; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}

/** Whether AWS says that there is no such thing: IAM's and EC2's codes (their API references, "Errors"). */
export function saysMissing(error: unknown): boolean {
  const name = (error as { name?: unknown } | undefined)?.name;
  return typeof name === "string" && /^(NoSuchEntity|InvalidInstanceID\.(NotFound|Malformed)$)/.test(name);
}
