import { describeTrust, type TrustReader } from "../../model/access/describeTrust";
import type { PolicyDocument } from "../../model/access/policyDocument";
import { bucketRoleTrust, ec2Trust } from "../../model/access/trustPolicy";
import { partitionOfRegion } from "../../model/aws/arn";
import { type Finding, type Found, found } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { roleNamed } from "../aws/role";
import { bucketRoleTrustChanged } from "../findings/access/bucketRoleTrustChanged";
import { serverRoleTrustChanged } from "../findings/access/serverRoleTrustChanged";
import type { Settings, TwoAccountCustomer } from "../settings";

type TrustChanged = Finding<{ roleName: string; is: string; expected: string }>;

/**
 * What somebody changed in the bucket role's trust, in words; the diff of the document itself is `[secret]`. Nothing of a
 * role that is not there yet.
 * @param serverRoleArn ARN of the server role.
 */
export function bucketRoleTrustChange(
  customer: TwoAccountCustomer,
  serverRoleArn: string,
  account: AwsAccount,
): Promise<Found[]> {
  const externalId = customer.externalId.reveal();
  const wanted = bucketRoleTrust({ sid: "wanted", serverRoleArn, externalIds: [externalId] });
  const reader = { serverRoleArn, externalId };
  return trustChange(bucketRoleTrustChanged, customer.bucketRole.name, account, wanted, reader);
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
  const nobody = { serverRoleArn: "", externalId: "" };
  return trustChange(serverRoleTrustChanged, serverRole.name, account, wanted, nobody);
}

/** Nothing when the role cannot be read, either: its own resource says so. */
async function trustChange(
  kind: TrustChanged,
  roleName: string,
  account: AwsAccount,
  wanted: PolicyDocument,
  reader: TrustReader,
): Promise<Found[]> {
  const role = await roleNamed(account, roleName).catch(() => undefined);
  if (!role) return [];
  const [is = "", expected = ""] = [role.trust, JSON.stringify(wanted)].map((text) =>
    describeTrust(text, reader).join("; "),
  );
  return is === expected ? [] : [found(kind, { roleName, is, expected })];
}
