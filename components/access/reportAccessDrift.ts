import { getRole } from "@pulumi/aws/iam/getRole";
import { getRolePolicies } from "@pulumi/aws/iam/getRolePolicies";
import { getRolePolicyAttachments } from "@pulumi/aws/iam/getRolePolicyAttachments";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { providerReason, saysMissing } from "../accounts/providerReason";
import type { TwoAccountCustomer } from "../settings/types";
import type { ServerRoleIdentity } from "./ServerRole";
import { bucketRoleTrust } from "./trustPolicy";
import { trustWords } from "./trustWords";

/**
 * Says in words what somebody changed in the bucket role's trust; the diff of the document itself is `[secret]`. Says
 * nothing of a role that is not there yet.
 */
export async function reportTrustDrift(
  customer: TwoAccountCustomer,
  serverRole: ServerRoleIdentity,
  provider: Provider,
): Promise<void> {
  const roleName = customer.bucketRole.name;
  const externalId = customer.externalId.reveal();
  try {
    const { assumeRolePolicy } = await getRole({ name: roleName }, { provider });
    pulumi.output(serverRole.arn).apply((serverRoleArn) => {
      const wanted = bucketRoleTrust({ sid: "wanted", serverRoleArn, externalIds: [externalId] });
      const reader = { serverRoleArn, externalId };
      const found = trustWords(assumeRolePolicy, reader).join("; ");
      const expected = trustWords(JSON.stringify(wanted), reader).join("; ");
      if (found === expected) return;
      void pulumi.log.warn(
        `the trust of role ${roleName} was changed: ${found}\nexpected: ${expected}\n` +
          "hint: `pulumi up` puts it back; ask who changed it before",
      );
    });
  } catch {
    // Not there yet, or not ours to read: the role's own resource says so.
  }
}

/**
 * Names the policies on the server role that no stack of this project put there. They are the operator's own or another
 * customer's: reported, never removed. A role that cannot be asked is reported too: nothing is known of it then.
 */
export async function reportForeignServerPolicies(roleName: string, provider: Provider): Promise<void> {
  try {
    const [inline, attached] = await Promise.all([
      getRolePolicies({ roleName }, { provider }),
      getRolePolicyAttachments({ roleName }, { provider }),
    ]);
    const foreign = foreignPolicies(
      inline.policyNames,
      attached.attachedPolicies.map(({ policyArn }) => policyArn),
    );
    if (foreign.length === 0) return;
    await pulumi.log.warn(
      `server role ${roleName} carries policies that no stack of this project made: ${foreign.join(", ")}\n` +
        "hint: they widen what every customer's transfers can do on this server; they are left alone",
    );
  } catch (error) {
    if (saysMissing(error)) return;
    await pulumi.log.warn(
      `server role ${roleName} could not be asked for its policies: ${providerReason(error)}\n` +
        "hint: the credentials of aspera:serverAccount need iam:ListRolePolicies and iam:ListAttachedRolePolicies; " +
        "until then nobody sees what widens this role",
    );
  }
}

/** What of a server role's policies is not a stack's own `aspera-<stack>`. */
export function foreignPolicies(inlineNames: readonly string[], attachedArns: readonly string[]): string[] {
  return [...inlineNames.filter((name) => !name.startsWith("aspera-")), ...attachedArns].sort();
}
