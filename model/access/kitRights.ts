import { bucketArn, cloudFormationStackArn, type IamName, roleArn } from "../aws/arn";
import { type PolicyDocument, policyDocument, type Statement } from "./policyDocument";

/** What a customer's kit makes, and where. */
export interface KitPlace {
  /** The bucket role. */
  readonly role: IamName;
  readonly bucket: string;
  /** Region of the CloudFormation stack. */
  readonly region: string;
  readonly cloudFormationStack: string;
  /** ARN of the bucket's KMS key, whose policy `check` looks at; default none. */
  readonly kmsKeyArn?: string;
}

/** What the kit's script and CloudFormation's own handler of a role call (schema of AWS::IAM::Role, `handlers`). */
const ROLE = [
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListRolePolicies",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** What `check` looks at, beside where the bucket is. */
const LOOK = [
  "s3:GetBucketLocation",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetEncryptionConfiguration",
  "s3:ListBucket",
];

/** `aws cloudformation deploy`, and the stack's end. */
const STACK = [
  "cloudformation:CreateChangeSet",
  "cloudformation:DeleteStack",
  "cloudformation:DescribeChangeSet",
  "cloudformation:DescribeStackEvents",
  "cloudformation:DescribeStackResources",
  "cloudformation:DescribeStacks",
  "cloudformation:ExecuteChangeSet",
  "cloudformation:GetTemplateSummary",
];

/**
 * The least that whoever applies a kit needs in the bucket account, with the script or with CloudFormation. Asking STS who
 * one is needs no right. What `check` cannot look at it says so.
 */
export function kitDeployerRights({
  role,
  bucket,
  region,
  cloudFormationStack,
  kmsKeyArn,
}: KitPlace): PolicyDocument {
  const { partition, account } = role;
  const place = { partition, region, account, name: cloudFormationStack };
  return policyDocument(
    allow("BucketRole", ROLE, roleArn(role)),
    allow("Simulate", ["iam:SimulatePrincipalPolicy"], roleArn(role)),
    allow("Bucket", LOOK, bucketArn(partition, bucket)),
    ...(kmsKeyArn === undefined ? [] : [allow("Key", ["kms:GetKeyPolicy"], kmsKeyArn)]),
    allow("Stack", STACK, cloudFormationStackArn(place)),
  );
}

function allow(Sid: string, Action: string[], Resource: string): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}
