import { BUCKET_ROLE_DESCRIPTION, RIGHTS_POLICY } from "../access/bucketRole";
import { HIDDEN, kitRights, kitTrust } from "./documents";
import type { KitFacts } from "./facts";

/** Name of the template's parameter for the external ID. */
export const EXTERNAL_ID = "ExternalId";

const BOUNDARY = "PermissionsBoundary";
const HAS_BOUNDARY = "HasPermissionsBoundary";
const ROLE = "BucketRole";

/** Name of the customer's CloudFormation stack: letters, digits and dashes (CreateStack, `StackName`). */
export function cloudFormationStackName({ stack }: Pick<KitFacts, "stack">): string {
  return `aspera-${stack}`.replace(/[^A-Za-z0-9-]/g, "-").slice(0, 128);
}

/**
 * The template that makes the bucket role. What both sides agreed on is fixed in it; the customer types the external ID, and
 * may bound the role by a rule of their own. The external ID is never part of it.
 */
export function cloudFormationTemplate(facts: KitFacts) {
  const { role, s3, maxSessionDuration, permissionsBoundary = "", tags, serverRole } = facts;
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `The role through which one Aspera server reaches bucket ${s3.bucket}. Deploy it in account ${role.account}.`,
    Metadata: {
      "AWS::CloudFormation::Interface": {
        ParameterGroups: [
          { Label: { default: "From the operator of the Aspera server" }, Parameters: [EXTERNAL_ID] },
          { Label: { default: "Your own rules" }, Parameters: [BOUNDARY] },
        ],
        ParameterLabels: {
          [EXTERNAL_ID]: { default: "External ID" },
          [BOUNDARY]: { default: "Permissions boundary (optional)" },
        },
      },
    },
    Parameters: {
      [EXTERNAL_ID]: {
        Type: "String",
        NoEcho: true,
        Description: "What the Aspera server presents to assume the role: the operator gave it to you.",
        // AWS's limits for it (STS API Reference, AssumeRole).
        MinLength: 2,
        MaxLength: 1224,
        AllowedPattern: "[A-Za-z0-9_+=,.@:/-]*",
        ConstraintDescription: "2 to 1224 characters of A-Z a-z 0-9 _ + = , . @ : / -",
      },
      [BOUNDARY]: {
        Type: "String",
        Default: permissionsBoundary,
        Description:
          "ARN of a managed policy that bounds the role. Leave it as it is if you have no such rule.",
        AllowedPattern: "(arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+)?",
        ConstraintDescription: "the ARN of a managed policy, or nothing",
      },
    },
    Conditions: {
      [HAS_BOUNDARY]: { "Fn::Not": [{ "Fn::Equals": [{ Ref: BOUNDARY }, ""] }] },
    },
    Resources: {
      [ROLE]: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: role.name,
          Path: role.path,
          Description: BUCKET_ROLE_DESCRIPTION,
          AssumeRolePolicyDocument: withReference(kitTrust(facts, HIDDEN)),
          MaxSessionDuration: maxSessionDuration,
          PermissionsBoundary: { "Fn::If": [HAS_BOUNDARY, { Ref: BOUNDARY }, { Ref: "AWS::NoValue" }] },
          Policies: [{ PolicyName: RIGHTS_POLICY, PolicyDocument: kitRights(facts) }],
          ...(Object.keys(tags).length > 0 && {
            Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
          }),
        },
      },
    },
    Outputs: {
      RoleArn: {
        Description: `The role that ${serverRole.arn} assumes. Nothing has to be sent back: the operator knows it.`,
        Value: { "Fn::GetAtt": [ROLE, "Arn"] },
      },
    },
  };
}

/** The document with the parameter in the place of the external ID. */
function withReference(value: unknown): unknown {
  if (value === HIDDEN) return { Ref: EXTERNAL_ID };
  if (Array.isArray(value)) return value.map(withReference);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withReference(inner)]));
}
