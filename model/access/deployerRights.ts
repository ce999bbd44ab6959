import { bucketArn, type IamName, instanceProfileArn, roleArn } from "../aws/arn";
import { type PolicyDocument, policyDocument, type Statement } from "./policyDocument";

/** A role that a stack makes, keeps and removes (terraform-provider-aws internal/service/iam/role.go). */
const OWN_ROLE = [
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:GetRole",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListRolePolicies",
  "iam:PutRolePermissionsBoundary",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** One inline policy on a role (role_policy.go), and a look at what else is on it. */
const ONE_POLICY = [
  "iam:DeleteRolePolicy",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListRolePolicies",
  "iam:PutRolePolicy",
];

/** The instance profile of a server role (instance_profile.go); adding a role to it passes the role. */
const OWN_PROFILE = [
  "iam:AddRoleToInstanceProfile",
  "iam:CreateInstanceProfile",
  "iam:DeleteInstanceProfile",
  "iam:GetInstanceProfile",
  "iam:RemoveRoleFromInstanceProfile",
  "iam:TagInstanceProfile",
  "iam:UntagInstanceProfile",
];

/** A launched server and its security group (ec2_instance.go, vpc_security_group.go, its rules). */
const LAUNCH = [
  "ec2:AssociateIamInstanceProfile",
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:CreateSecurityGroup",
  "ec2:CreateTags",
  "ec2:DeleteSecurityGroup",
  "ec2:DeleteTags",
  "ec2:DescribeIamInstanceProfileAssociations",
  "ec2:DescribeImages",
  "ec2:DescribeInstanceAttribute",
  "ec2:DescribeInstanceCreditSpecifications",
  "ec2:DescribeInstanceTypes",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroupRules",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "ec2:DescribeVpcs",
  "ec2:GetConsoleOutput",
  "ec2:ModifyInstanceAttribute",
  "ec2:ModifyInstanceMetadataOptions",
  "ec2:ModifySecurityGroupRules",
  "ec2:ModifyVolume",
  "ec2:ReplaceIamInstanceProfileAssociation",
  "ec2:RevokeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
  "ec2:RunInstances",
  "ec2:StartInstances",
  "ec2:StopInstances",
  "ec2:TerminateInstances",
];

/** What a stack makes in the server account. */
export interface ServerSide {
  /** The server role, whose instance profile has its name. */
  readonly role: IamName;
  /** Whether this stack makes role and profile. */
  readonly makesRole: boolean;
  /** Whether it adds a customer's policy. */
  readonly addsRight: boolean;
  /** Whether it launches the server. */
  readonly launches: boolean;
  /** The bucket, where it is in this account. */
  readonly bucket?: string;
}

/**
 * The least that Pulumi's credentials for the server account need to preview, bring up, refresh and destroy a stack. Asking
 * STS who one is needs no right.
 */
export function serverSideRights(side: ServerSide): PolicyDocument {
  const { role, makesRole, addsRight, launches, bucket } = side;
  const arn = roleArn(role);
  const onRole = [
    ...(makesRole ? [...OWN_ROLE, "iam:GetRolePolicy", "iam:PassRole"] : []),
    ...(addsRight ? ONE_POLICY : ["iam:GetRole", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies"]),
  ];
  return policyDocument(
    allow("ServerRole", onRole, arn),
    ...(makesRole ? [allow("ServerProfile", OWN_PROFILE, instanceProfileArn(role))] : []),
    // Neither Describe nor most of what launches can be bound to a resource that is not there yet.
    allow("Server", ["ec2:DescribeInstances", ...(launches ? LAUNCH : [])], "*"),
    ...(launches && !makesRole ? [allow("PassServerRole", ["iam:PassRole"], arn)] : []),
    ...(bucket === undefined ? [] : [seeBucket(role.partition, bucket)]),
  );
}

/** What a customer's stack makes in a bucket account of its own. */
export interface BucketSide {
  readonly role: IamName;
  readonly bucket: string;
}

/** The same for the bucket account: one role with its policies, which is taken back to them, and a look at the bucket. */
export function bucketSideRights({ role, bucket }: BucketSide): PolicyDocument {
  return policyDocument(
    allow("BucketRole", [...OWN_ROLE, ...ONE_POLICY], roleArn(role)),
    // ListRoles knows no resource: it is the account's list, or nothing.
    allow("OtherRoles", ["iam:ListRoles"], "*"),
    seeBucket(role.partition, bucket),
  );
}

/**
 * HeadBucket asks for the first; whoever lacks it is not told where a bucket is. The others only look at what its owner says
 * of it.
 */
const SEE_BUCKET = [
  "s3:ListBucket",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
];

function seeBucket(partition: string, bucket: string): Statement {
  return allow("Bucket", SEE_BUCKET, bucketArn(partition, bucket));
}

function allow(Sid: string, actions: readonly string[], Resource: string): Statement {
  return { Sid, Effect: "Allow", Action: [...new Set(actions)].sort(), Resource };
}
