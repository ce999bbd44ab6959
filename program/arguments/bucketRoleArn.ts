import { partitionOfRegion, roleArn } from "../../model/aws/arn";
import { type Customer, spansTwoAccounts } from "../settings";

/** ARN of a customer's bucket role, known before the role is made; undefined in one account, where there is none. */
export function bucketRoleArn(customer: Customer): string | undefined {
  if (!spansTwoAccounts(customer)) return undefined;
  const { bucketAccount, bucketRole } = customer;
  return roleArn({
    partition: partitionOfRegion(bucketAccount.region),
    account: bucketAccount.id,
    path: bucketRole.path,
    name: bucketRole.name,
  });
}
