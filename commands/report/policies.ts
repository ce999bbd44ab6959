import { describeTrust } from "../../model/access/describeTrust";
import { listed } from "../../model/access/readStatements";
import { accountOfArn } from "../../model/aws/arn";
import { ROLE } from "../../policy/reading/rule";
import { nameOf } from "../drift/digest";
import type { StackCheck } from "../drift/interpret";
import type { Fingerprint } from "../fleet/findings";
import type { HeldResource } from "../policy/state";
import type { Seen } from "./claim";
import type { ReportedPolicy } from "./document";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

/**
 * The policies that a stack holds, as AWS takes them, trusts first. An external ID in one is replaced by its fingerprint.
 * @param resources of the state, secrets in clear.
 */
export function reportedPolicies(
  resources: readonly HeldResource[],
  check: StackCheck,
  fingerprint: Fingerprint,
): ReportedPolicy[] {
  const of = (type: string, property: string, name: (props: HeldResource["props"]) => string) =>
    resources
      .filter((one) => one.type === type)
      .flatMap(({ urn, props, accounts: [account] }) => {
        const document = masked(parsed(props[property]), fingerprint);
        if (document === undefined) return [];
        const holder = account ?? accountOfArn(String(props.role ?? ""));
        const state = seenOf(nameOf(urn), type, check);
        return [{ name: name(props), ...(holder && { account: holder }), state, document }];
      });
  return [
    ...of(ROLE, "assumeRolePolicy", ({ name }) => `trust of role ${String(name)}`),
    ...of(ROLE_POLICY, "policy", ({ name, role }) => `policy ${String(name)} of role ${String(role)}`),
  ];
}

/** Who may assume each role that the stack makes, in words; `(ours)` stands for the stack's external ID. */
export function trustWords(
  resources: readonly HeldResource[],
  reader: { readonly serverRoles: readonly string[]; readonly externalIds: readonly string[] },
): string[] {
  return resources
    .filter(({ type }) => type === ROLE)
    .flatMap(({ props: { name, assumeRolePolicy } }) => {
      const document = parsed(assumeRolePolicy);
      if (document === undefined) return [];
      return describeTrust(JSON.stringify(document), reader).map((words) => `role \`${name}\`: ${words}`);
    });
}

/** Whether AWS has a resource as the state has it. */
function seenOf(resource: string, type: string, { columns, differences }: StackCheck): Seen {
  if (differences.some((one) => one.resource === resource && one.type === type)) return "bad";
  return columns.access === "?" || columns.access === "-" ? "not seen" : "good";
}

function parsed(value: unknown): unknown {
  if (typeof value === "object" && value !== null) return value;
  try {
    const document: unknown = JSON.parse(String(value));
    return typeof document === "object" && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Every value of the condition key `sts:ExternalId`, whoever set it. */
function masked(value: unknown, fingerprint: Fingerprint): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, fingerprint));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      /^sts:ExternalId$/i.test(key)
        ? [key, listed(inner).map((id) => `(external ID ${fingerprint(String(id))})`)]
        : [key, masked(inner, fingerprint)],
    ),
  );
}
