import type { Rule } from "../reading/rule";
import { accountOfPrincipal, ofTrust } from "../reading/trust";

/** So that a resource control policy (RCP) can keep everybody else out. */
export const trustNamedAccount: Rule = {
  name: "trust-named-account",
  severity: "high",
  description: "A trust names its principals, each with its account.",
  why: "A resource control policy that keeps other organizations out exempts the operator's account, by aws:PrincipalAccount. Where a trust lets in anybody, or anybody but some, there is no account to exempt.",
  mend: "Name the role that assumes this one by its ARN. A unique id (AROA...) is what a deleted role left behind: name the role that was made in its place.",
  ...ofTrust(({ said, statement, principals }) => {
    if (statement.NotPrincipal !== undefined)
      return [`expected principals that are named, got NotPrincipal in ${said}`];
    return principals
      .filter((principal) => accountOfPrincipal(principal) === undefined)
      .map((principal) => `expected a principal with its account, got ${principal} in ${said}`);
  }),
};
