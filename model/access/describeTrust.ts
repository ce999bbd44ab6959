/** What is told apart in a trust policy. */
export interface TrustReader {
  /** ARNs of the roles that may be trusted: the server's, and while it is given another the one before. */
  readonly serverRoles: readonly string[];
  /** Our external IDs, which are never shown. */
  readonly externalIds: readonly string[];
}

/**
 * A trust policy in words that give no secret away, one line a statement that says something new: who may do what, on which condition. The
 * document itself is secret, because the external ID stands in it, so a diff of it shows nothing.
 * @param document JSON text, as IAM gives it back.
 */
export function describeTrust(document: string, reader: TrustReader): string[] {
  const { Statement } = JSON.parse(document) as { Statement?: Loose | Loose[] };
  const statements = list(Statement);
  if (statements.length === 0) return ["nobody"];
  return once(statements.map((statement) => words(statement as Loose, reader)));
}

type Loose = Record<string, unknown>;

function words(statement: Loose, reader: TrustReader): string {
  const verb = statement.Effect === "Allow" ? "may" : "must not";
  const actions = list(statement.Action ?? statement.NotAction).join(", ");
  const action = statement.NotAction === undefined ? actions : `anything but ${actions}`;
  return `${principals(statement, reader)} ${verb} ${action} ${condition(statement.Condition, reader)}`;
}

function principals(statement: Loose, { serverRoles }: TrustReader): string {
  const given = statement.Principal ?? statement.NotPrincipal;
  const texts =
    typeof given === "object" && given !== null
      ? Object.values(given as Loose).flatMap((value) => list(value).map(String))
      : list(given).map(String);
  const named = texts.map((text) => {
    if (serverRoles.includes(text)) return "the server role";
    if (text === "*") return "anybody at all";
    if (/^AROA/.test(text)) return `a role that is gone (${text})`;
    const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
    return account ? `everybody in account ${account}` : text;
  });
  const who = once(named).join(" and ");
  return statement.NotPrincipal === undefined ? who : `everybody but ${who}`;
}

function condition(given: unknown, { externalIds }: TrustReader): string {
  const operators = Object.entries((given ?? {}) as Record<string, Loose>);
  const parts = operators.flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      if (!/^sts:ExternalId$/i.test(key)) return `if ${key} ${operator} ${list(values).join(" or ")}`;
      const ids = once(
        list(values).map((value) => (externalIds.includes(String(value)) ? "(ours)" : "(another)")),
      );
      return operator === "StringEquals"
        ? `with external ID ${ids.join(" or ")}`
        : `if the external ID ${operator} ${ids.join(" or ")}`;
    }),
  );
  return parts.length === 0 ? "without any condition" : parts.sort().join(", ");
}

function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
