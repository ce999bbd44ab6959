import { type LooseStatement, listed } from "../../model/access/readStatements";
import { type Resource, ROLE } from "./rule";
import { allowing, statementsOf } from "./statements";

/** One statement of a trust that lets principals of AWS accounts in. */
export interface Trusting {
  /** How a message names the statement. */
  readonly said: string;
  readonly statement: LooseStatement;
  /** ARNs, account ids, `*` and unique ids; empty where `NotPrincipal` lets in whoever is not named. */
  readonly principals: readonly string[];
}

/** A rule about each statement of a role's trust. Services and identity providers are no principals of an account. */
export function ofTrust(violations: (trusting: Trusting, role: Resource) => string[]) {
  return {
    types: [ROLE],
    violations(role: Resource): string[] {
      const read = statementsOf("assumeRolePolicy", role.props.assumeRolePolicy);
      if ("unreadable" in read) return [read.unreadable];
      return allowing(read.statements)
        .filter(({ statement }) => assumes(statement))
        .map((one) => ({ ...one, principals: principalsOf(one.statement) }))
        .filter(({ statement, principals }) => principals.length > 0 || statement.NotPrincipal !== undefined)
        .flatMap((trusting) => violations(trusting, role));
    },
  };
}

/** Whether a statement is about assuming the role with credentials of AWS, and not with a token from elsewhere. */
function assumes({ Action, NotAction }: LooseStatement): boolean {
  if (NotAction !== undefined) return true;
  return listed(Action).some((action) => matches(String(action), "sts:AssumeRole"));
}

/** Whether an action of a policy, wildcards and all, covers one of AWS's. */
function matches(pattern: string, action: string): boolean {
  const text = pattern
    .replace(/[.+^$(){}|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`, "i").test(action);
}

function principalsOf({ Principal }: LooseStatement): string[] {
  const named =
    typeof Principal === "object" && Principal !== null ? (Principal as { AWS?: unknown }).AWS : Principal;
  return listed(named).map(String);
}

/** The account of a principal; undefined for anybody, and for the unique id that a deleted role leaves behind. */
export function accountOfPrincipal(principal: string): string | undefined {
  return /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
}

/** Whether a principal stands for everybody whom the administrators of its account let. */
export function isAccountRoot(principal: string): boolean {
  return /^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(principal);
}

/** Whether a principal may be in another account than the role. Where nobody says which that is, it may. */
export function isOfAnotherAccount(principal: string, { accounts }: Resource): boolean {
  return accounts.length !== 1 || accountOfPrincipal(principal) !== accounts[0];
}
