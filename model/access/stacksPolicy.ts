/** One role and no pattern, which would be many. */
const ONE_ROLE = /^arn:[a-z-]+:iam::\d{12}:role\/[^*?$]+$/;

/** One KMS key and no pattern. */
const ONE_KEY = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+$/;

/** Members of a statement that widen what it says. */
const NEVER = ["NotAction", "NotResource", "Principal", "NotPrincipal"];

/**
 * Whether an inline policy of the server role says no more than a customer's stack puts there: the right to assume roles
 * by their names, or S3 actions that are bound to the account that owns the bucket, with the use of that bucket's KMS key
 * by S3. A name alone can be anybody's.
 * @param document as IAM gives it; IAM takes single values for lists of one.
 */
export function saysWhatAStackCan(document: string): boolean {
  const statements = listed(parsed(document)?.Statement);
  if (statements.length === 0 || !statements.every(isPlain)) return false;
  const [only] = statements;
  if (statements.length === 1 && only && assumesNamedRoles(only)) return true;
  return (
    statements.some(isBoundToS3) && statements.every((one) => isBoundToS3(one) || usesOneKeyThroughS3(one))
  );
}

type Statement = Readonly<Record<string, unknown>>;

function parsed(document: string): { readonly Statement?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(document);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(statement: unknown): statement is Statement {
  return (
    typeof statement === "object" &&
    statement !== null &&
    !NEVER.some((member) => member in statement) &&
    (statement as Statement).Effect === "Allow"
  );
}

function assumesNamedRoles({ Action, Resource }: Statement): boolean {
  const [action, resource] = [listed(Action), listed(Resource)];
  return (
    action.length === 1 &&
    action[0] === "sts:AssumeRole" &&
    resource.length > 0 &&
    resource.every((role) => ONE_ROLE.test(String(role)))
  );
}

function isBoundToS3({ Action, Resource, Condition }: Statement): boolean {
  const equals = (Condition as { StringEquals?: Record<string, unknown> } | undefined)?.StringEquals;
  const accounts = listed(equals?.["aws:ResourceAccount"]);
  return (
    listed(Resource).length > 0 &&
    listed(Action).length > 0 &&
    listed(Action).every((action) => /^s3:/.test(String(action))) &&
    accounts.length === 1 &&
    /^\d{12}$/.test(String(accounts[0]))
  );
}

function usesOneKeyThroughS3({ Action, Resource, Condition }: Statement): boolean {
  const equals = (Condition as { StringEquals?: Record<string, unknown> } | undefined)?.StringEquals;
  const through = listed(equals?.["kms:ViaService"]);
  return (
    listed(Action).length > 0 &&
    listed(Action).every((action) => /^kms:(Decrypt|GenerateDataKey)$/.test(String(action))) &&
    listed(Resource).length === 1 &&
    ONE_KEY.test(String(listed(Resource)[0])) &&
    through.length > 0 &&
    through.every((service) => /^s3\.[a-z0-9-]+\.[a-z0-9.-]+$/.test(String(service)))
  );
}

function listed(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
