import { BUCKET_ROLE_DESCRIPTION, RIGHTS_POLICY } from "../access/bucketRole";
import { kitRights, kitTrust } from "./documents";
import type { KitFacts } from "./facts";

/** Name of the variable for the external ID. */
const VARIABLE = "external_id";
const REFERENCE = reference(`var.${VARIABLE}`);
const ROLE_NAME = reference("aws_iam_role.aspera.name");

/** The oldest `hashicorp/aws` that surely has both `..._exclusive` resources. */
const PROVIDER = ">= 6.0";

/**
 * The same resources as the component BucketRole, in Terraform's JSON syntax: comparable field by field, and no parser of
 * HCL is needed. The external ID is a variable without a default.
 */
export function terraformConfiguration(facts: KitFacts) {
  const { role, region, maxSessionDuration, permissionsBoundary, tags } = facts;
  return {
    terraform: {
      required_version: ">= 1.5",
      required_providers: { aws: { source: "hashicorp/aws", version: PROVIDER } },
    },
    provider: { aws: { region, allowed_account_ids: [role.account] } },
    variable: {
      [VARIABLE]: {
        type: "string",
        description: "What the Aspera server presents to assume the role: the operator gave it to you.",
        sensitive: true,
        nullable: false,
      },
    },
    resource: {
      aws_iam_role: {
        aspera: {
          name: role.name,
          path: literal(role.path),
          description: BUCKET_ROLE_DESCRIPTION,
          assume_role_policy: jsonTemplate(kitTrust(facts, REFERENCE)),
          max_session_duration: maxSessionDuration,
          ...(permissionsBoundary && { permissions_boundary: literal(permissionsBoundary) }),
          force_detach_policies: true,
          ...(Object.keys(tags).length > 0 && {
            tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, literal(value)])),
          }),
        },
      },
      aws_iam_role_policy: {
        aspera: { name: RIGHTS_POLICY, role: ROLE_NAME, policy: jsonTemplate(kitRights(facts)) },
      },
      aws_iam_role_policies_exclusive: {
        aspera: { role_name: ROLE_NAME, policy_names: [reference("aws_iam_role_policy.aspera.name")] },
      },
      aws_iam_role_policy_attachments_exclusive: {
        aspera: { role_name: ROLE_NAME, policy_arns: [] },
      },
    },
    output: { role_arn: { value: reference("aws_iam_role.aspera.arn") } },
  };
}

/** The value of that variable, for a file that Terraform reads by itself. */
export function terraformVariables(externalId: string): Readonly<Record<string, string>> {
  return { [VARIABLE]: externalId };
}

/** JSON text in which Terraform fills in the external ID and nothing else. */
function jsonTemplate(document: unknown): string {
  return JSON.stringify(document, (_, value) =>
    typeof value === "string" && value !== REFERENCE ? literal(value) : value,
  );
}

/** Text that Terraform takes as it is: a template begins with `${` or `%{` (Terraform, "Strings and Templates"). */
function literal(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}

/** Where Terraform fills in the value of something else. */
function reference(path: string): string {
  return `\${${path}}`;
}
