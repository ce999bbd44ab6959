import { type PolicyDocument, policyDocument } from "./policyDocument";

/**
 * What a customer's stack adds to the server role: the right to assume this customer's bucket role, and nothing else.
 *
 * The external ID is not a condition here. It protects the bucket's owner, so it stands in the trust of their role.
 * @param bucketRoleArn ARN of the bucket role.
 * @param former ARNs of roles that the running docroot may still assume, while the customer's role is given another name.
 */
export function assumeRight(bucketRoleArn: string, former: readonly string[] = []): PolicyDocument {
  return policyDocument({
    Sid: "AssumeBucketRole",
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: former.length === 0 ? bucketRoleArn : [bucketRoleArn, ...former],
  });
}
