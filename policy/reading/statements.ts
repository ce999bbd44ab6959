import { type LooseStatement, listed, readStatements } from "../../model/access/readStatements";

/** What a policy says, or that nobody can tell. */
export type Read = { readonly statements: readonly LooseStatement[] } | { readonly unreadable: string };

/**
 * The statements of a policy among a resource's inputs: JSON text, or an object that the provider will make text of.
 * @param property what it is called in a message.
 */
export function statementsOf(property: string, value: unknown): Read {
  if (value === undefined || value === null) return { statements: [] };
  const statements = readStatements(typeof value === "string" ? value : JSON.stringify(value));
  return statements?.every((one) => typeof one === "object" && one !== null)
    ? { statements }
    : { unreadable: `expected a policy that can be read, got ${property} that is encrypted or no JSON` };
}

/** The statements that allow something, each told with its Sid, or its place where it has none. */
export function allowing(
  statements: readonly LooseStatement[],
): { said: string; statement: LooseStatement }[] {
  return statements
    .map((statement, at) => ({ said: `statement ${statement.Sid ?? at + 1}`, statement }))
    .filter(({ statement }) => statement.Effect === "Allow");
}

/** A condition's values under a key, whatever its case, by operator. */
export function conditionsOn(
  { Condition }: LooseStatement,
  key: string,
): { operator: string; values: string[] }[] {
  return Object.entries((Condition ?? {}) as Record<string, Record<string, unknown>>).flatMap(
    ([operator, keys]) =>
      Object.entries(keys ?? {})
        .filter(([name]) => name.toLowerCase() === key.toLowerCase())
        .map(([, values]) => ({ operator, values: listed(values).map(String) })),
  );
}
