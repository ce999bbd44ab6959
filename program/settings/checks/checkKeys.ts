import type { KeyName, Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { checkAccounts } from "./accounts";
import { checkBucketName } from "./bucketName";
import { checkDocrootTemplate } from "./docrootTemplate";
import { checkKmsKey } from "./kmsKey";
import { checkNodeApi } from "./nodeApi";
import { checkPresence } from "./presence";
import { checkBoundaries, checkServerRole, checkTrustWindow } from "./roles";
import { checkSide } from "./side";
import { checkTrustSize } from "./trustSize";

/**
 * Refuses keys that are right on their own and wrong in combination.
 * @param present the keys that the stack sets, including those whose value was refused.
 * @param now the current time; undefined skips what depends on it.
 */
export function checkKeys(
  present: ReadonlySet<KeyName>,
  values: Values,
  now: Date | undefined,
  refuse: Refuse,
): void {
  checkPresence(present, values, refuse);
  checkSide(present, values, refuse);
  checkServerRole(values, refuse);
  checkAccounts(present, values, refuse);
  checkBoundaries(values, refuse);
  checkKmsKey(values, refuse);
  checkTrustWindow(values, now, refuse);
  checkBucketName(present, values, refuse);
  checkTrustSize(values, refuse);
  checkNodeApi(values, refuse);
  checkDocrootTemplate(present, values, refuse);
}
