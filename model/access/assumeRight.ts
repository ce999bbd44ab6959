import { type PolicyDocument, policyDocument } from "./policyDocument";

/**
 * What a customer's stack adds to the server role: the right to assume this customer's bucket role, and nothing else.
 *
 * The external ID is not a condition here. It protects the bucket's owner, so it stands in the trust of their role.
 * @param bucketRoleArn ARN of the bucket role.
 */
export function assumeRight<Text>(bucketRoleArn: Text): PolicyDocument<Text> {
  return policyDocument<Text>({
    Sid: "AssumeBucketRole" as Text,
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: bucketRoleArn,
  });
}
