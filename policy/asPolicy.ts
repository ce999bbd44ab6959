import type { ResourceValidationPolicy } from "@pulumi/policy";
import { allowedAccounts } from "./reading/allowedAccounts";
import type { Rule } from "./reading/rule";

/** A rule as Pulumi's policy SDK asks for it. The SDK takes the marks off secrets, so what is one shows by its text alone. */
export function asPolicy({
  name,
  description,
  why,
  mend,
  severity,
  types,
  violations,
}: Rule): ResourceValidationPolicy {
  return {
    name,
    description: `${description} ${why}`,
    severity,
    enforcementLevel: "mandatory",
    remediationSteps: mend,
    validateResource({ type, props, provider, notApplicable }, reportViolation) {
      if (!types.includes(type)) notApplicable(`${name} is about ${types.join(", ")}`);
      const resource = { type, props, accounts: allowedAccounts(provider?.props), secrets: [] };
      for (const violation of violations(resource)) reportViolation(`${violation}\nhint: ${mend}`);
    },
  };
}
