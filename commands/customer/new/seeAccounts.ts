import type { Found } from "../../../model/findings/finding";
import { awsAccount } from "../../../program/aws/account";
import { identityOf } from "../../../program/aws/identity";
import { lookForServerRole, type ServerRoleSeen } from "../../../program/checks/findServerRole";
import { wrongAccount } from "../../../program/findings/access/wrongAccount";
import type { Fault, Settings } from "../../../program/settings";
import { asFault, OF_THE_ACCOUNT } from "../asFault";

/** What the accounts say of a customer who is still to be made. */
export interface AccountsSeen {
  /** Credentials of another account than was meant. */
  readonly faults: readonly Fault[];
  /** The server's role, which an invitation names; undefined where it is not there yet, or not to be seen. */
  readonly serverRole?: ServerRoleSeen;
  /** Why not. */
  readonly unseen?: Found;
}

/** Looks at the accounts that the stack holds credentials for. Only credentials of a wrong account are refused. */
export async function seeAccounts(
  { side, serverAccount, serverRole, customer }: Settings,
  look = awsAccount,
): Promise<AccountsSeen> {
  const [seen, theirs] = await Promise.all([
    lookForServerRole(serverRole.name, look("serverAccount", serverAccount)),
    side === "both" && customer
      ? identityOf(look("bucketAccount", customer.bucketAccount)).then(({ wrong }) => wrong)
      : undefined,
  ]);
  const refused = [seen.wrong, theirs].filter((wrong) => wrong?.code === wrongAccount.code);
  return {
    faults: refused.flatMap((wrong) => (wrong ? [asFault("credentials", OF_THE_ACCOUNT, wrong)] : [])),
    serverRole: seen.role,
    unseen: seen.wrong,
  };
}
