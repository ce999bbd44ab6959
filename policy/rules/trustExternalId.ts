import type { Rule } from "../reading/rule";
import { conditionsOn } from "../reading/statements";
import { isOfAnotherAccount, ofTrust } from "../reading/trust";

/** What STS takes as an external ID (STS API Reference, AssumeRole). A pattern, or a variable, is none. */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** Against the confused deputy: who serves many customers must say for whom it acts. */
export const trustExternalId: Rule = {
  name: "trust-external-id",
  severity: "critical",
  description: "A role trusts another account only with an external ID, compared whole.",
  why: "Without it whoever else the server serves can point it at this bucket; a pattern lets in every ID that fits.",
  mend: "Add StringEquals on sts:ExternalId with the one ID that was agreed on. A role for its own account needs none: give the provider allowedAccountIds, so that the account is known.",
  ...ofTrust(({ said, statement, principals }, role) => {
    const foreign =
      statement.NotPrincipal !== undefined || principals.some((one) => isOfAnotherAccount(one, role));
    if (!foreign) return [];
    const asked = conditionsOn(statement, "sts:ExternalId");
    const whole = asked.filter(({ operator }) => /^StringEquals$/i.test(operator));
    if (whole.length === 0) {
      const got = asked.length === 0 ? "none" : asked.map(({ operator }) => operator).join(" and ");
      return [`expected StringEquals on sts:ExternalId, got ${got} in ${said}`];
    }
    const wrong = whole.some(
      ({ values }) => values.length === 0 || !values.every((id) => EXTERNAL_ID.test(id)),
    );
    return wrong ? [`expected an external ID, got a pattern or what STS takes for none in ${said}`] : [];
  }),
};
