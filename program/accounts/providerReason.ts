/**
 * What the aws provider says went wrong, in one line. Its errors begin with "1 error occurred:", and the reason is the item
 * below (hashicorp/go-multierror, `ListFormatFunc`).
 */
export function providerReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split("\n").map((line) => line.trim());
  return (lines.find((line) => line.startsWith("* "))?.slice(2) ?? lines[0]) || "no reason";
}

/** Whether it says that there is no such thing. */
export function saysMissing(error: unknown): boolean {
  return /NotFound|not found|cannot be found|NoSuchBucket|NoSuchEntity|couldn't find|empty result|StatusCode: 404/i.test(
    error instanceof Error ? error.message : String(error),
  );
}
