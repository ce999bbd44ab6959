import { describeTrust, type TrustReader } from "./describeTrust";
import { type LooseStatement as Loose, listed, readStatements } from "./readStatements";

/**
 * What a role's trust says of the server role, in words that give no secret away; undefined where it does not trust it, or
 * only as another stack of this project has it: that one role, with an external ID that is not ours.
 * @param document JSON text, as IAM gives it back.
 */
export function sharedTrust(document: string, reader: TrustReader): string | undefined {
  const statements = (readStatements(document) ?? []).filter((statement) => trusts(statement, reader));
  if (statements.length === 0 || statements.every((statement) => isAnotherStacks(statement, reader)))
    return undefined;
  return describeTrust(JSON.stringify({ Statement: statements }), reader).join("; ");
}

function trusts({ Effect, Principal }: Loose, { serverRoles }: TrustReader): boolean {
  const named =
    typeof Principal === "object" && Principal !== null ? (Principal as { AWS?: unknown }).AWS : [];
  return Effect === "Allow" && listed(named).some((arn) => serverRoles.includes(String(arn)));
}

/** What a trust of this project asks of who assumes the role. */
const STACKS_KEYS = ["sts:ExternalId", "sts:RoleSessionName"];

/** Exactly what `bucketRoleTrust` makes for another external ID. */
function isAnotherStacks(statement: Loose, { serverRoles, externalIds }: TrustReader): boolean {
  const { Principal, Action, Condition, NotAction } = statement;
  const conditions = (Condition ?? {}) as Record<string, Loose>;
  const ids = listed(conditions.StringEquals?.["sts:ExternalId"]);
  return (
    NotAction === undefined &&
    listed(Action).join() === "sts:AssumeRole" &&
    serverRoles.includes(listed((Principal as { AWS?: unknown }).AWS).join()) &&
    Object.keys(Principal as Loose).join() === "AWS" &&
    Object.keys(conditions).join() === "StringEquals" &&
    Object.keys(conditions.StringEquals ?? {}).every((key) => STACKS_KEYS.includes(key)) &&
    ids.length > 0 &&
    !ids.some((id) => externalIds.includes(String(id)))
  );
}
