import { listed } from "../../model/access/readStatements";
import { ROLE, type Rule } from "../reading/rule";

/** AWS's own policies by name: `AmazonS3FullAccess`, `AdministratorAccess-Amplify`, `job-function/SystemAdministrator`. */
const EVERYTHING =
  /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?(?:[^/]*FullAccess[^/]*|[^/]*Administrator(?:Access[^/]*)?|PowerUserAccess)$/i;

/** Where policies that others wrote are attached to a role, by type. */
const ARNS: Readonly<Record<string, string>> = {
  [ROLE]: "managedPolicyArns",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
};

/** What IBM's articles attach: every bucket of the account. */
export const roleFullAccess: Rule = {
  name: "role-full-access",
  severity: "high",
  description: "No role has a policy of AWS's own that grants full access.",
  why: "AmazonS3FullAccess and its like reach every bucket of the account, those of tomorrow too, and let a bucket's policy be changed.",
  mend: "Take it off, and give the role a policy of its own with the actions and the one bucket that the docroot needs.",
  types: Object.keys(ARNS),
  violations({ type, props }) {
    return listed(props[ARNS[type] ?? ""])
      .map(String)
      .filter((arn) => EVERYTHING.test(arn))
      .map((arn) => `expected rights on one bucket, got ${arn}`);
  },
};
