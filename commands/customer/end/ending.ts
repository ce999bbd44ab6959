import type { ServerConnection } from "../../../model/ssh/connection";
import type { AwsAccount } from "../../../program/aws/account";
import type { AccountKey } from "../../../program/aws/credentials";
import type { Customer, Settings } from "../../../program/settings";
import { CHECKS } from "../../preflight/account";
import type { CustomerPart } from "./customerPart";
import type { Identity } from "./evidence";

/** What the steps of an end are about. */
export interface Ending {
  readonly stack: string;
  readonly settings: Settings;
  /** The stack's settings that go with its customer, full keys. */
  readonly keys: readonly string[];
  readonly customer: Customer;
  readonly connection: ServerConnection;
  /** ARN of the role that the server carries. */
  readonly serverRoleArn: string;
  /** The accounts that can be entered, by their keys, each with whose credentials these are. */
  readonly accounts: Partial<
    Record<AccountKey, { readonly account: AwsAccount; readonly identity: Identity }>
  >;
  /** What the stack holds of the customer, as it was when the run began. */
  readonly part: CustomerPart;
  readonly signal: AbortSignal;
}

/** An account as sentences name it: `bucket account 444455556666`. */
export function accountNamed(
  { settings, customer }: Pick<Ending, "settings" | "customer">,
  key: AccountKey,
): string {
  const { id } = key === "serverAccount" ? settings.serverAccount : customer.bucketAccount;
  return `${CHECKS[key]} ${id}`;
}

/** Who acts in these accounts. */
export function actorsIn({ accounts }: Pick<Ending, "accounts">, ...keys: readonly AccountKey[]): string[] {
  return keys.flatMap((key) => accounts[key]?.identity.arn ?? []);
}
