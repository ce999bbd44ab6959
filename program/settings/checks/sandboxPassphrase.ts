import { type Found, found } from "../../../model/findings/finding";
import { sandboxPassphrase } from "../../findings/settings/sandboxPassphrase";
import type { Values } from "../schema/keys";

/** What `. .sandbox/env` sets (sandbox/lifecycle/environment.ts). */
export const SANDBOX_PASSPHRASE = "sandbox";

/** Accounts of AWS's documentation, which are nobody's: the sandbox's are among them. */
const NOBODYS = ["111122223333", "444455556666", "777788889999", "123456789012"];

/** Whether a stack that is not the sandbox's is read with the sandbox's passphrase. @param environment this process's variables. */
export function sandboxPassphraseWarning(
  { serverAccount, bucketAccount }: Values,
  stack: string,
  environment: NodeJS.ProcessEnv,
): Found[] {
  if (environment.PULUMI_CONFIG_PASSPHRASE !== SANDBOX_PASSPHRASE) return [];
  const emulated = Boolean(environment.AWS_ENDPOINT_URL);
  const ids = [serverAccount, bucketAccount].flatMap((account) => (account ? [account.id] : []));
  if (emulated && ids.every((id) => NOBODYS.includes(id))) return [];
  return [found(sandboxPassphrase, { stack })];
}
