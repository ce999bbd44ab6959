import { roleArnIn } from "../../model/aws/arn";
import { type Customer, spansTwoAccounts, type TwoAccountCustomer } from "../settings";

/** ARN of a customer's bucket role, known before the role is made; undefined in one account, where there is none. */
export function bucketRoleArn(customer: Customer): string | undefined {
  return spansTwoAccounts(customer) ? bucketRoleArnOf(customer) : undefined;
}

/** The same where there is one, whichever side's settings name it. */
export function bucketRoleArnOf({
  bucketAccount,
  bucketRole,
}: Pick<TwoAccountCustomer, "bucketAccount" | "bucketRole">): string {
  return roleArnIn(bucketAccount, bucketRole);
}
