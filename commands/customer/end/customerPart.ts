import type { AccountKey } from "../../../program/aws/credentials";
import { POLICY, ROLE } from "../../preflight/existing";
import type { Held } from "../../pulumi/stacks";

/** An IAM role, or an inline policy of one, that a stack holds. */
export interface HeldIam {
  readonly kind: "role" | "policy";
  /** IAM name of the role. */
  readonly role: string;
  /** Name of the inline policy; empty for a role. */
  readonly policy: string;
  readonly account: AccountKey;
  readonly urn: string;
}

/** What of a stack belongs to its customer. */
export interface CustomerPart {
  /** Everything that goes with the customer, children after their parents. */
  readonly resources: readonly Held[];
  /** Roles and inline policies among it. */
  readonly iam: readonly HeldIam[];
  /** Whether the stack makes the server too, which other customers may use: that part stays. */
  readonly besideServer: boolean;
  /** Docroots of earlier moves that could not be closed yet; empty for none. */
  readonly formerOpen: string;
}

const LINK = "aspera:components:AsperaLink";
const FORMER = "aspera:index:FormerDocroots";
/** Components of a server's own part. */
const SERVERS = ["aspera:components:ServerRole", "aspera:components:ServerInstance"];
const PROVIDER = "pulumi:providers:aws";

/** Sorts what a stack holds. @param held the resources of its state. */
export function customerPart(held: readonly Held[]): CustomerPart {
  const parents = new Map(held.map(({ urn, parent }) => [urn, parent]));
  const links = new Set(held.filter(({ type }) => type === LINK).map(({ urn }) => urn));
  const belongs = (urn: string | undefined): boolean =>
    urn !== undefined && (links.has(urn) || belongs(parents.get(urn)));
  const besideServer = held.some(({ type }) => SERVERS.includes(type));
  const resources = held.filter(
    ({ urn, type }) => belongs(urn) || (type === PROVIDER && accountIn(urn) === "bucketAccount"),
  );
  return {
    resources,
    iam: resources.flatMap(iamOf),
    besideServer,
    formerOpen: resources
      .filter(({ type }) => type === FORMER)
      .map(({ outputs }) => String(outputs?.open ?? "none"))
      .filter((open) => open !== "none")
      .join(", "),
  };
}

/** The account whose provider a URN names: program/accounts/accountProvider.ts makes those names. */
export function accountIn(provider: string): AccountKey | undefined {
  const side = /::pulumi:providers:aws::(server|bucket)-account-\d{12}(?:::|$)/.exec(provider)?.[1];
  if (side === undefined) return undefined;
  return side === "server" ? "serverAccount" : "bucketAccount";
}

function iamOf({ urn, type, id = "", provider = "" }: Held): HeldIam[] {
  const account = accountIn(provider);
  if (!account || id === "") return [];
  if (type === ROLE) return [{ kind: "role", role: id, policy: "", account, urn }];
  const [role = "", policy = ""] = id.split(":");
  return type === POLICY ? [{ kind: "policy", role, policy, account, urn }] : [];
}
