import { getRole } from "@pulumi/aws/iam/getRole";
import { getRolePolicies } from "@pulumi/aws/iam/getRolePolicies";
import { getRolePolicyAttachments } from "@pulumi/aws/iam/getRolePolicyAttachments";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { partitionOfRegion } from "../accounts/arn";
import { providerReason, saysMissing } from "../accounts/providerReason";
import type { Settings, TwoAccountCustomer } from "../settings/types";
import type { ServerRoleIdentity } from "./ServerRole";
import { bucketRoleTrust, ec2Trust } from "./trustPolicy";
import { type TrustReader, trustWords } from "./trustWords";

/**
 * Says in words what somebody changed in the bucket role's trust; the diff of the document itself is `[secret]`. Says
 * nothing of a role that is not there yet.
 */
export async function reportTrustDrift(
  customer: TwoAccountCustomer,
  serverRole: ServerRoleIdentity,
  provider: Provider,
): Promise<void> {
  const { name } = customer.bucketRole;
  const externalId = customer.externalId.reveal();
  const found = await trustOf(name, provider);
  if (found === undefined) return;
  pulumi.output(serverRole.arn).apply((serverRoleArn) => {
    const wanted = bucketRoleTrust({ sid: "wanted", serverRoleArn, externalIds: [externalId] });
    reportTrust(`role ${name}`, found, JSON.stringify(wanted), { serverRoleArn, externalId });
  });
}

/**
 * The same of the server role, in the stack that makes it. Whoever else may assume that role reaches every customer's
 * bucket, so it is said in every preview, not only where a diff is read.
 */
export async function reportServerTrustDrift(
  { serverRole, serverAccount }: Pick<Settings, "serverRole" | "serverAccount">,
  provider: Provider,
): Promise<void> {
  if (!serverRole.create) return;
  const found = await trustOf(serverRole.name, provider);
  if (found === undefined) return;
  const wanted = ec2Trust(partitionOfRegion(serverAccount.region), serverRole.trustWindow);
  const nobody = { serverRoleArn: "", externalId: "" };
  reportTrust(`server role ${serverRole.name}`, found, JSON.stringify(wanted), nobody);
}

/** The trust as it is; undefined when the role is not there yet, or not ours to read: the role's own resource says so. */
async function trustOf(name: string, provider: Provider): Promise<string | undefined> {
  try {
    return (await getRole({ name }, { provider })).assumeRolePolicy;
  } catch {
    return undefined;
  }
}

function reportTrust(whose: string, found: string, wanted: string, reader: TrustReader): void {
  const [is, should] = [found, wanted].map((text) => trustWords(text, reader).join("; "));
  if (is === should) return;
  void pulumi.log.warn(
    `the trust of ${whose} was changed: ${is}\nexpected: ${should}\n` +
      "hint: `pulumi up` puts it back; ask who changed it before",
  );
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
