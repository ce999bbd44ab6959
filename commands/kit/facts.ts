import { partitionOfRegion } from "../../model/aws/arn";
import type { KitFacts } from "../../model/kit/facts";
import { s3Access } from "../../program/arguments/s3Access";
import type { RoleSeen } from "../../program/aws/role";
import { type Settings, spansTwoAccounts, type TwoAccountCustomer } from "../../program/settings";

/**
 * The customer of a stack whose bucket is in an account of its own.
 * @throws where there is none: then there is nothing that a customer could apply.
 */
export function customerOfKit({ customer, stack }: Settings): TwoAccountCustomer {
  if (customer && spansTwoAccounts(customer)) return customer;
  const got = customer ? "one with the bucket in the server account" : "one without a customer";
  throw new Error(
    `expected a stack with a bucket account of its own, got ${got}: ${stack}\n` +
      "hint: kits and invitations are for the owner of aspera:bucketAccount (docs/two-companies.md)",
  );
}

/** What the settings and the server's role say of a kit. */
export function kitFactsOf(settings: Settings, serverRole: Pick<RoleSeen, "arn" | "uniqueId">): KitFacts {
  const customer = customerOfKit(settings);
  const { bucketRole, bucketAccount, previousExternalIds, sessionName } = customer;
  if (previousExternalIds)
    throw new Error(
      "expected one external ID, got aspera:previousExternalIds besides\n" +
        "hint: a role made from a kit or an invitation trusts one; remove the key when the server no longer presents an earlier one",
    );
  return {
    stack: settings.stack,
    role: {
      partition: partitionOfRegion(bucketAccount.region),
      account: bucketAccount.id,
      path: bucketRole.path,
      name: bucketRole.name,
    },
    permissionsBoundary: bucketRole.permissionsBoundary,
    maxSessionDuration: bucketRole.maxSessionDuration,
    tags: settings.tags,
    serverRole: { arn: serverRole.arn, uniqueId: serverRole.uniqueId },
    ...(sessionName?.required && { sessionNames: [sessionName.name] }),
    region: settings.serverAccount.region,
    s3: s3Access(customer),
  };
}
