import type { Rule } from "../reading/rule";
import { commandSecret } from "./commandSecret";
import { roleFullAccess } from "./roleFullAccess";
import { roleSessionLength } from "./roleSessionLength";
import { roleWildcard } from "./roleWildcard";
import { sshHostKey } from "./sshHostKey";
import { trustAccountRoot } from "./trustAccountRoot";
import { trustExternalId } from "./trustExternalId";
import { trustNamedAccount } from "./trustNamedAccount";

/** Every rule of the pack, in the order of tables and pages: who gets in, what they may do, how the server is reached. */
export const RULES: readonly Rule[] = [
  trustAccountRoot,
  trustExternalId,
  trustNamedAccount,
  roleWildcard,
  roleFullAccess,
  roleSessionLength,
  sshHostKey,
  commandSecret,
];
