import type { Rule } from "../reading/rule";
import { conditionsOn } from "../reading/statements";
import { isAccountRoot, ofTrust } from "../reading/trust";

/** Operators that ask for a value; one with IfExists, or negated, lets in who has none. */
const ASKS = /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like))$/i;

/** A role or a user by name, or at least by the beginning of its path or name. */
const NAMES_SOMEBODY = /^arn:[^:]+:(?:iam|sts)::[^:]*:(?:role|user|assumed-role)\/[^*?$]/;

/** An account as a whole is no principal: whoever administers it decides who it is. */
export const trustAccountRoot: Rule = {
  name: "trust-account-root",
  severity: "critical",
  description: "A role trusts the root of an account only together with aws:PrincipalArn.",
  why: "The root stands for every role and user that the account's administrators let, today's and tomorrow's.",
  mend: "Name the one role as the principal; or, where it may be made again, keep the account and add ArnEquals on aws:PrincipalArn with the role's ARN.",
  ...ofTrust(({ said, statement, principals }) => {
    const narrowed = conditionsOn(statement, "aws:PrincipalArn").some(
      ({ operator, values }) =>
        ASKS.test(operator) && values.length > 0 && values.every((value) => NAMES_SOMEBODY.test(value)),
    );
    if (narrowed) return [];
    return principals
      .filter(isAccountRoot)
      .map((root) => `expected aws:PrincipalArn to name a role beside ${root}, got nobody's name in ${said}`);
  }),
};
