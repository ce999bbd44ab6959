import { POLICY_LIMITS, policySize } from "../../../model/access/policySize";
import { bucketRoleTrust } from "../../../model/access/trustPolicy";
import { roleArnIn } from "../../../model/aws/arn";
import type { Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";

/** As long as IAM's unique ids are: the server role may not be there yet. */
const UNIQUE_ID = `AROA${"X".repeat(17)}`;

/**
 * Refuses names that make the bucket role's trust longer than IAM takes: `up` would be refused half way. Only a very long
 * external ID can do that, together with a long path and a session name.
 */
export function checkTrustSize(values: Values, refuse: Refuse): void {
  const { side, serverAccount, serverRole, bucketRole, externalId, sessionName } = values;
  if (!serverAccount || !serverRole || !bucketRole || !externalId) return;
  const trust = bucketRoleTrust({
    serverRoles: [
      {
        uniqueId: side === "bucket" ? (serverRole.uniqueId ?? serverRole.name) : UNIQUE_ID,
        arn: roleArnIn(serverAccount, serverRole),
      },
    ],
    externalIds: [externalId.reveal()],
    sessionNames: sessionName?.required ? [sessionName.name] : undefined,
  });
  const size = policySize(trust);
  if (size <= POLICY_LIMITS.trust) return;
  refuse("externalId", {
    expected: `one with which the bucket role's trust has at most ${POLICY_LIMITS.trust} characters`,
    got: `one with which it has ${size}`,
    hint: "use a shorter external ID, such as a UUID, or a shorter path of the server role",
  });
}
