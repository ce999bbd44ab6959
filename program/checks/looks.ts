import * as pulumi from "@pulumi/pulumi";
import type { Found } from "../../model/findings/finding";
import { bucketRoleArn } from "../arguments/bucketRoleArn";
import type { AwsAccount } from "../aws/account";
import type { BucketSide, Settings, TwoAccountCustomer } from "../settings";
import { bucketGuards } from "./bucketGuards";
import { foreignIngressRules } from "./foreignIngress";
import { foreignPolicies } from "./foreignPolicies";
import { profileCarriers } from "./profileCarriers";
import { rolesWithSharedTrust } from "./rolesWithSharedTrust";
import { bucketRoleTrustChange, serverRoleTrustChange } from "./trustChanges";

/** The accounts that a stack's checks look at, and what the checks go by. */
export interface LookedAt {
  /** The server account. */
  readonly server: AwsAccount;
  /** The account that owns the bucket; with one account the same; undefined where it is somebody else's. */
  readonly owner?: AwsAccount;
  /** ARN of the server role. */
  readonly serverRoleArn: string;
}

/**
 * Everything that is looked at beside what the engine compares: what others changed in both accounts, and what no stack
 * makes but every transfer depends on. All at once; what cannot be looked at is a finding, and ends no run.
 */
export function looks(
  settings: Settings,
  { server, owner, serverRoleArn }: LookedAt,
): Promise<readonly Found[]>[] {
  const { customer, serverRole } = settings;
  return [
    serverRoleTrustChange(settings, server),
    foreignPolicies(serverRole.name, server),
    foreignIngressRules(settings, server),
    profileCarriers(settings, serverRoleArn, server),
    ...(customer && owner ? [bucketGuards(customer, bucketRoleArn(customer) ?? serverRoleArn, owner)] : []),
  ];
}

/**
 * The same of whom the bucket account's roles trust, which is told once it is known what the stack itself left there.
 * @param trustedBefore the handover's memory of that.
 */
export function looksAtTrust(
  customer: BucketSide | TwoAccountCustomer,
  serverRoleArn: string,
  owner: AwsAccount,
  trustedBefore: pulumi.Output<string>,
): pulumi.Output<Found[]> {
  return pulumi
    .all([
      bucketRoleTrustChange(customer, serverRoleArn, owner, trustedBefore),
      rolesWithSharedTrust(customer, serverRoleArn, owner, trustedBefore),
    ])
    .apply((found) => found.flat());
}
