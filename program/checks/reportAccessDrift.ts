import { getRole } from "@pulumi/aws/iam/getRole";
import { getRolePolicies } from "@pulumi/aws/iam/getRolePolicies";
import { getRolePolicyAttachments } from "@pulumi/aws/iam/getRolePolicyAttachments";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { ServerRoleIdentity } from "../../components/ServerRole";
import { describeTrust, type TrustReader } from "../../model/access/describeTrust";
import { bucketRoleTrust, ec2Trust } from "../../model/access/trustPolicy";
import { partitionOfRegion } from "../../model/aws/arn";
import { type Finding, found, messageOf } from "../../model/findings/finding";
import { providerReason, saysMissing } from "../accounts/providerReason";
import { bucketRoleTrustChanged } from "../findings/access/bucketRoleTrustChanged";
import { foreignServerPolicies } from "../findings/access/foreignServerPolicies";
import { serverPoliciesNotVisible } from "../findings/access/serverPoliciesNotVisible";
import { serverRoleTrustChanged } from "../findings/access/serverRoleTrustChanged";
import type { Settings, TwoAccountCustomer } from "../settings";

/**
 * Says in words what somebody changed in the bucket role's trust; the diff of the document itself is `[secret]`. Says
 * nothing of a role that is not there yet.
 */
export async function reportBucketRoleTrust(
  customer: TwoAccountCustomer,
  serverRole: ServerRoleIdentity,
  provider: Provider,
): Promise<void> {
  const { name } = customer.bucketRole;
  const externalId = customer.externalId.reveal();
  const is = await trustOf(name, provider);
  if (is === undefined) return;
  pulumi.output(serverRole.arn).apply((serverRoleArn) => {
    const wanted = bucketRoleTrust({ sid: "wanted", serverRoleArn, externalIds: [externalId] });
    reportTrust(bucketRoleTrustChanged, name, is, JSON.stringify(wanted), { serverRoleArn, externalId });
  });
}

/**
 * The same of the server role, in the stack that makes it. Whoever else may assume that role reaches every customer's
 * bucket, so it is said in every preview, not only where a diff is read.
 */
export async function reportServerRoleTrust(
  { serverRole, serverAccount }: Pick<Settings, "serverRole" | "serverAccount">,
  provider: Provider,
): Promise<void> {
  if (!serverRole.create) return;
  const is = await trustOf(serverRole.name, provider);
  if (is === undefined) return;
  const wanted = ec2Trust(partitionOfRegion(serverAccount.region), serverRole.trustWindow);
  const nobody = { serverRoleArn: "", externalId: "" };
  reportTrust(serverRoleTrustChanged, serverRole.name, is, JSON.stringify(wanted), nobody);
}

/** The trust as it is; undefined when the role is not there yet, or cannot be read: the role's own resource says so. */
async function trustOf(name: string, provider: Provider): Promise<string | undefined> {
  try {
    return (await getRole({ name }, { provider })).assumeRolePolicy;
  } catch {
    return undefined;
  }
}

function reportTrust(
  kind: Finding<{ roleName: string; is: string; expected: string }>,
  roleName: string,
  document: string,
  wanted: string,
  reader: TrustReader,
): void {
  const [is = "", expected = ""] = [document, wanted].map((text) => describeTrust(text, reader).join("; "));
  if (is === expected) return;
  void pulumi.log.warn(messageOf(found(kind, { roleName, is, expected })));
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
      attached.attachedPolicies?.map(({ policyArn }) => policyArn),
    );
    if (foreign.length === 0) return;
    const policies = foreign.join(", ");
    await pulumi.log.warn(messageOf(found(foreignServerPolicies, { roleName, policies })));
  } catch (error) {
    if (saysMissing(error)) return;
    const reason = providerReason(error);
    await pulumi.log.warn(messageOf(found(serverPoliciesNotVisible, { roleName, reason })));
  }
}

/** What of a server role's policies is not a stack's own `aspera-<stack>`. */
export function foreignPolicies(
  inlineNames: readonly string[] | undefined,
  attachedArns: readonly string[] | undefined,
): string[] {
  return [
    ...(inlineNames ?? []).filter((name) => !name.startsWith("aspera-")),
    ...(attachedArns ?? []),
  ].sort();
}
