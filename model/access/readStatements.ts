/** A statement of somebody else's policy: anything that IAM's grammar allows, and perhaps more. */
export type LooseStatement = Readonly<Record<string, unknown>>;

/** The statements of a policy's JSON text; undefined where that is no policy. */
export function readStatements(document: string): LooseStatement[] | undefined {
  try {
    return listed((JSON.parse(document) as { Statement?: unknown }).Statement) as LooseStatement[];
  } catch {
    return undefined;
  }
}

/** IAM takes a single value for a list of one. */
export function listed(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
