/** The AWS partition a region belongs to: `aws`, `aws-cn`, `aws-us-gov`, or one of the isolated ones. */
export function partitionOfRegion(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-iso-")) return "aws-iso";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  if (region.startsWith("eu-isoe-")) return "aws-iso-e";
  if (region.startsWith("us-isof-")) return "aws-iso-f";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return "aws";
}

/** What names an IAM object: everything its ARN is made of. */
export interface IamName {
  /** AWS partition, such as `aws` or `aws-cn`. */
  readonly partition: string;
  /** Twelve-digit id of the account that holds it. */
  readonly account: string;
  /** IAM path; begins and ends with a slash, `/` when there is none. */
  readonly path: string;
  /** IAM name without its path. */
  readonly name: string;
}

/** ARN of an IAM role. IAM ARNs carry no region. */
export function roleArn({ partition, account, path, name }: IamName): string {
  return `arn:${partition}:iam::${account}:role${path}${name}`;
}

/** ARN that stands for the whole account of a role; of no use as a principal without a condition. */
export function accountRootArn(roleArn: string): string {
  const [, partition, , , account] = roleArn.split(":");
  return `arn:${partition}:iam::${account}:root`;
}

/** IAM path in a role's ARN: `/` when the role has none. */
export function pathOfRole(arn: string): string {
  return /:role(\/(?:.*\/)?)[^/]+$/.exec(arn)?.[1] ?? "/";
}

/** IAM name in a role's ARN, without its path. */
export function roleNameOf(arn: string): string {
  return arn.split("/").pop() ?? arn;
}

/** ARN of an IAM instance profile. */
export function instanceProfileArn({ partition, account, path, name }: IamName): string {
  return `arn:${partition}:iam::${account}:instance-profile${path}${name}`;
}

/** ARN of a bucket, or with `key` of the objects whose keys match it (`*` is S3's wildcard). */
export function bucketArn(partition: string, bucket: string, key?: string): string {
  return key === undefined ? `arn:${partition}:s3:::${bucket}` : `arn:${partition}:s3:::${bucket}/${key}`;
}

/** The account in an ARN: twelve digits, or `aws` in a policy of AWS's own; empty when there is none. */
export function accountOfArn(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/** The AWS partition in an ARN. */
export function partitionOfArn(arn: string): string {
  return arn.split(":")[1] ?? "";
}

/** ARN of every CloudFormation stack of a name, whatever its own id. */
export function cloudFormationStackArn(
  stack: Pick<IamName, "partition" | "account" | "name"> & { readonly region: string },
): string {
  return `arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/*`;
}
