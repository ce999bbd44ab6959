import type * as pulumi from "@pulumi/pulumi";
import type { AsperaLinkArgs } from "./AsperaLink";
import type { BucketRoleArgs } from "./BucketRole";
import { refusal } from "./refusal";

/** The role in a bucket account of its own. */
export type BucketRoleOptions = Pick<
  BucketRoleArgs,
  "roleName" | "path" | "permissionsBoundary" | "maxSessionDuration"
>;

/**
 * What a second account takes, all of it or nothing; and whose account it is, where its owner makes the role.
 * @throws RunError when it is there in part only.
 */
export function secondAccountOf(
  name: string,
  { bucketProvider, bucketRole, bucketAccountId, externalId }: AsperaLinkArgs,
): { secondAccount?: BucketRoleOptions & Pick<BucketRoleArgs, "externalId">; awaits?: pulumi.Input<string> } {
  const complete = bucketRole && externalId !== undefined;
  if (complete && bucketProvider) return { secondAccount: { ...bucketRole, externalId } };
  if (complete && bucketAccountId !== undefined)
    return { secondAccount: { ...bucketRole, externalId }, awaits: bucketAccountId };
  const there = Object.entries({ bucketProvider, bucketRole, externalId }).flatMap(([key, value]) =>
    value === undefined ? [] : [key],
  );
  if (there.length === 0) return {};
  throw refusal(
    `AsperaLink "${name}": expected bucketProvider, bucketRole and externalId together, or none of them, ` +
      `got ${there.join(" and ")} alone\n` +
      "hint: give all three for a bucket in an account of its own, with bucketAccountId in place of bucketProvider where its owner makes the role; leave them out for one in the server account",
  );
}
