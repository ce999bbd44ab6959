import * as pulumi from "@pulumi/pulumi";
import { describeTrust, type TrustReader } from "../../model/access/describeTrust";
import type { PolicyDocument } from "../../model/access/policyDocument";
import { bucketRoleTrust, ec2Trust } from "../../model/access/trustPolicy";
import { partitionOfRegion } from "../../model/aws/arn";
import { type Finding, type Found, found } from "../../model/findings/finding";
import { trustedIn } from "../../provider/handover/memory";
import type { AwsAccount } from "../aws/account";
import { type RoleSeen, roleNamed } from "../aws/role";
import { bucketRoleTrustChanged } from "../findings/access/bucketRoleTrustChanged";
import { serverRoleTrustChanged } from "../findings/access/serverRoleTrustChanged";
import type { Settings, TwoAccountCustomer } from "../settings";

const NOBODY: TrustReader = { serverRoles: [], externalIds: [] };

type TrustChanged = Finding<{ roleName: string; is: string; expected: string }>;

/**
 * What somebody changed in the bucket role's trust, in words; the diff of the document itself is `[secret]`. What this stack
 * itself put there, or is about to, is nobody's change. Nothing of a role that is not there yet.
 * @param serverRoleArn ARN of the server role.
 * @param trustedBefore what the stack left in the trust, as its handover remembers it.
 */
export function bucketRoleTrustChange(
  customer: Pick<TwoAccountCustomer, "bucketRole" | "externalId" | "previousExternalIds" | "sessionName">,
  serverRoleArn: string,
  account: AwsAccount,
  trustedBefore: pulumi.Output<string>,
): pulumi.Output<Found[]> {
  // Asked at once, side by side with everything else; the handover is known later.
  const { sessionName } = customer;
  const role = lookedUp(customer.bucketRole.name, account);
  return pulumi.unsecret(
    trustedBefore.apply(async (text) => {
      const ids = [customer.externalId.reveal(), ...(customer.previousExternalIds?.reveal() ?? [])];
      const before = trustedIn(text);
      const reader = {
        serverRoles: [serverRoleArn, ...before.serverRoles],
        externalIds: [...ids, ...before.externalIds],
      };
      const demanding = (sessionNames: readonly string[] | undefined) =>
        bucketRoleTrust({
          serverRoles: [{ arn: serverRoleArn, uniqueId: "wanted" }],
          externalIds: ids,
          sessionNames,
        });
      const changed = async (names: readonly string[] | undefined) =>
        changeOf(bucketRoleTrustChanged, customer.bucketRole.name, await role, demanding(names), reader);
      const wanted = await changed(sessionName?.required ? [sessionName.name] : undefined);
      // What the stack itself left there is nobody's change: the names of docroots before this one, or any.
      return text === "" || (await changed(before.sessionNames)).length > 0 ? wanted : [];
    }),
  );
}

/**
 * The same of the server role, in the stack that makes it. Whoever else may assume that role reaches every customer's
 * bucket, so it is said in every preview, not only where a diff is read.
 */
export async function serverRoleTrustChange(
  { serverRole, serverAccount }: Pick<Settings, "serverRole" | "serverAccount">,
  account: AwsAccount,
): Promise<Found[]> {
  if (!serverRole.create) return [];
  const wanted = ec2Trust(partitionOfRegion(serverAccount.region), serverRole.trustWindow);
  const role = await lookedUp(serverRole.name, account);
  return changeOf(serverRoleTrustChanged, serverRole.name, role, wanted, NOBODY);
}

/** Undefined when the role cannot be read, either: its own resource says so. */
function lookedUp(roleName: string, account: AwsAccount): Promise<RoleSeen | undefined> {
  return roleNamed(account, roleName).catch(() => undefined);
}

function changeOf(
  kind: TrustChanged,
  roleName: string,
  role: RoleSeen | undefined,
  wanted: PolicyDocument,
  reader: TrustReader,
): Found[] {
  if (!role) return [];
  const [is = "", expected = ""] = [role.trust, JSON.stringify(wanted)].map((text) =>
    describeTrust(text, reader).join("; "),
  );
  return is === expected ? [] : [found(kind, { roleName, is, expected })];
}
